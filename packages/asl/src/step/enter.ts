import type { State } from "../definition/machine.ts";
import { chooseNext } from "./choice.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitState } from "./exit.ts";
import { failFromState } from "./fail.ts";
import { failingFrame } from "./failure.ts";
import { startMap } from "./map.ts";
import { startParallel } from "./parallel.ts";
import { runPass } from "./pass.ts";
import { type Steps, settle } from "./steps.ts";
import { scheduleTask } from "./task.ts";
import { startWait } from "./wait.ts";

/** Records that the thread enters its state, and runs the state as far as it goes by itself. */
export function* enterState(draft: Draft, threshold: Frame): Steps<void> {
  const state = draft.stateOf(threshold);
  draft.statesEntered += 1;
  const entered = draft.record(`${state.type}StateEntered`, threshold.lastEvent, {
    name: state.name,
    input: draft.textOf(threshold.input),
  });
  const frame = draft.update(threshold.id, {
    enteredAt: draft.facts.now,
    enteredEvent: entered,
    enteredFrom: threshold.lastEvent,
    lastEvent: entered,
    ...(threshold.retryCount > 0 && { retryCount: 0 }),
    ...(threshold.retriesBy.length > 0 && { retriesBy: [] }),
  });
  yield* runState(draft, frame);
}

/** Runs the state that the frame is in: at entry, and again at each retry. */
export function* runState(draft: Draft, frame: Frame): Steps<void> {
  yield* failingFrame(draft, frame.id, actOf(draft, frame, draft.stateOf(frame)));
}

function* actOf(draft: Draft, frame: Frame, state: State): Steps<void> {
  switch (state.type) {
    case "Pass":
      return yield* runPass(draft, frame, state);
    case "Task":
      return yield* scheduleTask(draft, frame, state);
    case "Choice":
      return yield* chooseNext(draft, frame, state);
    case "Wait":
      return yield* startWait(draft, frame, state);
    case "Succeed":
      return yield* succeed(draft, frame, state);
    case "Fail":
      return yield* failFromState(draft, frame, state);
    case "Parallel":
      return yield* startParallel(draft, frame, state);
    case "Map":
      return yield* startMap(draft, frame, state);
  }
}

function* succeed(draft: Draft, frame: Frame, state: State): Steps<void> {
  const scope = new StateScope(draft, frame, frame.input);
  yield* exitState(draft, frame.id, yield* settle(state.selectInput(scope)));
}
