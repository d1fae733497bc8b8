import type { Failure } from "@landbridge/model";
import type { FailState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { failFrame } from "./failure.ts";
import { after, type Later, runSteps, type Steps, settle } from "./steps.ts";

export function failFromState(draft: Draft, frame: Frame, state: FailState): Later<void> {
  return after(runSteps(failureOf(draft, frame, state)), (failure) =>
    failFrame(draft, frame.id, failure, "fail-state"),
  );
}

function* failureOf(draft: Draft, frame: Frame, state: FailState): Steps<Failure> {
  const scope = new StateScope(draft, frame, frame.input);
  return {
    ...(state.error !== undefined && { error: yield* settle(state.error(scope)) }),
    ...(state.cause !== undefined && { cause: yield* settle(state.cause(scope)) }),
  };
}
