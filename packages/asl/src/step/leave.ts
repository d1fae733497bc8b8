import { assert, type HistoryEventType, type Json, type JsonObject } from "@landbridge/model";
import type { State } from "../definition/machine.ts";
import { closeThreads } from "./abort.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { assignVariables } from "./variables.ts";

/** Records the exit with an output that is final (a catcher's is not shaped) and moves the thread on. */
export function leaveState(
  draft: Draft,
  frame: Frame,
  output: Json,
  next: string | undefined,
  values: JsonObject | undefined,
): void {
  const state = draft.stateOf(frame);
  assert(state.type !== "Fail", "a Fail state has no exit");
  // Until here its threads were kept: had it failed, a redrive would have gone on with them.
  if (frame.fanOut !== null) closeThreads(draft, frame);
  const assigned = values && assignVariables(draft, frame, values);
  const text = draft.texts.bounded(output, state.name);
  const details = { name: state.name, output: text };
  const lastEvent = draft.record(
    exited[state.type],
    frame.lastEvent,
    assigned === undefined ? details : { ...details, ...assigned.details },
  );
  const own = draft.own(frame.id);
  own.lastEvent = lastEvent;
  if (assigned !== undefined) own.variables = assigned.variables;
  own.due = null;
  own.task = null;
  own.heartbeatAt = null;
  own.isHandedOver = false;
  own.fanOut = null;
  own.items = null;
  if (next === undefined) {
    own.doing = "ended";
    own.output = output;
    own.input = null;
    draft.threadsOver.push({ kind: "ended", frame: frame.id });
    return;
  }
  own.doing = "ready";
  own.state = next;
  own.input = output;
  if (draft.running !== frame.id) draft.runnable.push(frame.id);
}

/** Of a frame that is busy with nothing: what it was busy with in the state that it leaves is over. */
export const nothingInHand = {
  due: null,
  task: null,
  heartbeatAt: null,
  isHandedOver: false,
  fanOut: null,
  items: null,
} as const satisfies Partial<Frame>;

const exited = {
  Pass: "PassStateExited",
  Task: "TaskStateExited",
  Choice: "ChoiceStateExited",
  Wait: "WaitStateExited",
  Succeed: "SucceedStateExited",
  Parallel: "ParallelStateExited",
  Map: "MapStateExited",
} as const satisfies Record<Exclude<State["type"], "Fail">, HistoryEventType>;
