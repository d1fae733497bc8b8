import type { HistoryEventType } from "@landbridge/model";
import type { State } from "../definition/machine.ts";
import { chooseNext } from "./choice.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitState } from "./exit.ts";
import { failFromState } from "./fail.ts";
import { failing } from "./failure.ts";
import { startMap } from "./map.ts";
import { startParallel } from "./parallel.ts";
import { runPass } from "./pass.ts";
import { after, type Later } from "./steps.ts";
import { scheduleTask } from "./task.ts";
import { startWait } from "./wait.ts";

/** What a payload counts for in a turn's budget: a few hundred kilobytes take a millisecond at each state. */
const PAYLOAD_CHARS_PER_STATE = 8_192;

const entered = {
  Pass: "PassStateEntered",
  Task: "TaskStateEntered",
  Choice: "ChoiceStateEntered",
  Wait: "WaitStateEntered",
  Succeed: "SucceedStateEntered",
  Fail: "FailStateEntered",
  Parallel: "ParallelStateEntered",
  Map: "MapStateEntered",
} as const satisfies Record<State["type"], HistoryEventType>;

/** Records that the thread enters its state, and runs the state as far as it goes by itself. */
export function enterState(draft: Draft, threshold: Frame): Later<void> {
  const state = draft.stateOf(threshold);
  const input = draft.texts.of(threshold.input);
  draft.work += 1 + Math.floor(input.length / PAYLOAD_CHARS_PER_STATE);
  const enteredFrom = threshold.lastEvent;
  const enteredEvent = draft.record(entered[state.type], enteredFrom, {
    name: state.name,
    input,
  });
  const frame = draft.own(threshold.id);
  frame.enteredAt = draft.facts.now;
  frame.enteredEvent = enteredEvent;
  frame.enteredFrom = enteredFrom;
  frame.lastEvent = enteredEvent;
  frame.retryCount = 0;
  if (frame.retriesBy.length > 0) frame.retriesBy = [];
  return runState(draft, frame, state);
}

/** Runs the state that the frame is in: at entry, and again at each retry. */
export function runState(draft: Draft, frame: Frame, state: State): Later<void> {
  return failing(draft, frame, act, state, undefined);
}

function act(draft: Draft, frame: Frame, state: State): Later<void> {
  switch (state.type) {
    case "Pass":
      return runPass(draft, frame, state);
    case "Task":
      return scheduleTask(draft, frame, state);
    case "Choice":
      return chooseNext(draft, frame, state);
    case "Wait":
      return startWait(draft, frame, state);
    case "Succeed":
      return succeed(draft, frame, state);
    case "Fail":
      return failFromState(draft, frame, state);
    case "Parallel":
      return startParallel(draft, frame, state);
    case "Map":
      return startMap(draft, frame, state);
  }
}

function succeed(draft: Draft, frame: Frame, state: State): Later<void> {
  const scope = new StateScope(draft, frame, frame.input);
  return after(state.selectInput(scope), (input) => exitState(draft, frame.id, input));
}
