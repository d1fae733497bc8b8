import type { Failure } from "@landbridge/model";
import type { FailState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { failFrame } from "./failure.ts";
import { type Steps, settle } from "./steps.ts";

export function* failFromState(draft: Draft, frame: Frame, state: FailState): Steps<void> {
  const scope = new StateScope(draft, frame, frame.input);
  const failure: Failure = {
    ...(state.error !== undefined && { error: yield* settle(state.error(scope)) }),
    ...(state.cause !== undefined && { cause: yield* settle(state.cause(scope)) }),
  };
  yield* failFrame(draft, frame.id, failure, "fail-state");
}
