import type { PassState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitState } from "./exit.ts";
import { type Steps, settle } from "./steps.ts";

export function* runPass(draft: Draft, frame: Frame, state: PassState): Steps<void> {
  const scope = new StateScope(draft, frame, frame.input);
  const input = yield* settle(state.selectInput(scope));
  const given = state.parameters === undefined ? input : yield* settle(state.parameters(scope.on(input)));
  // A literal null is a result too.
  const result = state.result === undefined ? given : state.result;
  yield* exitState(draft, frame.id, state.placeResult(scope, frame.input, result), { subject: result });
}
