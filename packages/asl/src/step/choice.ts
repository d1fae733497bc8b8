import type { Json } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import type { ChoiceState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { type Exit, exitState } from "./exit.ts";
import { after, type Later } from "./steps.ts";

export function chooseNext(draft: Draft, frame: Frame, state: ChoiceState): Later<void> {
  const raw = new StateScope(draft, frame, frame.input);
  return after(state.selectInput(raw), (input: Json) =>
    after(findExit(state, raw.on(input), 0), (exit) => exitState(draft, frame.id, input, exit)),
  );
}

/** Of the first rule that matches, from one on. */
function findExit(state: ChoiceState, scope: StateScope, from: number): Later<Exit> {
  for (let at = from; ; at += 1) {
    const rule = state.rules[at];
    if (rule === undefined) return defaultExit(state);
    const matches = rule.matches(scope);
    if (matches instanceof Promise) {
      return matches.then((is) => (is ? { next: rule.next, shape: rule } : findExit(state, scope, at + 1)));
    }
    if (matches) return { next: rule.next, shape: rule };
  }
}

function defaultExit({ defaultNext }: ChoiceState): Exit {
  if (defaultNext !== undefined) return { next: defaultNext };
  throw noChoiceMatched();
}

/**
 * Source: observed on AWS by others (docs/reference/parity.md): not States.NoChoiceMatched, which the documentation
 * and the language's specification have.
 */
export function noChoiceMatched(): StatesFault {
  return new StatesFault(
    "States.Runtime",
    "Failed to transition out of the state. The state does not point to a next state.",
  );
}
