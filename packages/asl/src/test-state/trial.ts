import type { Failure, Json, JsonObject } from "@landbridge/model";
import type { Scope } from "../data/scope.ts";
import type { Inspection } from "./inspection.ts";
import type { Mock } from "./mock.ts";
import type { TestStateConfiguration, TestStateFacts } from "./request.ts";
import type { Subject } from "./subject.ts";

/** One test under way. */
export interface Trial {
  readonly subject: Subject;
  readonly mock: Mock | undefined;
  readonly configuration: TestStateConfiguration;
  readonly facts: TestStateFacts;
  readonly inspection: Inspection;
  /** Of the state's raw input. */
  readonly scope: Scope;
}

/** The same place, applied to another input. */
export function appliedTo(scope: Scope, input: Json): Scope {
  return { ...scope, input };
}

/** With more in the context object. */
export function within(scope: Scope, more: JsonObject): Scope {
  return { ...scope, context: { ...scope.context, ...more } };
}

/** How the state was left. */
export type Leaving =
  | {
      readonly kind: "left";
      readonly output: Json;
      readonly next: string | undefined;
      readonly assigned: JsonObject;
    }
  | { readonly kind: "failed"; readonly failure: Failure };

export function failedWith(failure: Failure): Leaving {
  return { kind: "failed", failure };
}
