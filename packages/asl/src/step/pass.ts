import type { PassState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitState } from "./exit.ts";
import { after, type Later } from "./steps.ts";

export function runPass(draft: Draft, frame: Frame, state: PassState): Later<void> {
  const scope = new StateScope(draft, frame, frame.input);
  const given = after(state.selectInput(scope), (input) =>
    state.parameters === undefined ? input : state.parameters(scope.on(input)),
  );
  return after(given, (parameters) => {
    // A literal null is a result too.
    const result = state.result === undefined ? parameters : state.result;
    return exitState(draft, frame.id, state.placeResult(scope, frame.input, result), { subject: result });
  });
}
