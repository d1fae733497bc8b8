import { StatesFault } from "../data/fault.ts";
import type { ChoiceState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitState } from "./exit.ts";
import { type Steps, settle } from "./steps.ts";

export function* chooseNext(draft: Draft, frame: Frame, state: ChoiceState): Steps<void> {
  const raw = new StateScope(draft, frame, frame.input);
  const input = yield* settle(state.selectInput(raw));
  const scope = raw.on(input);
  for (const rule of state.rules) {
    if (yield* settle(rule.matches(scope))) {
      return yield* exitState(draft, frame.id, input, { next: rule.next, shape: rule });
    }
  }
  if (state.defaultNext !== undefined) {
    return yield* exitState(draft, frame.id, input, { next: state.defaultNext });
  }
  throw new StatesFault("States.NoChoiceMatched", "No choices matched and no default was specified");
}
