import { assert, type Json, type JsonObject } from "@landbridge/model";
import type { State } from "../definition/machine.ts";
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
  const assigned = values && assignVariables(draft, frame, values);
  const text = draft.boundedText(output, state.name);
  const lastEvent = draft.record(`${exitingType(state)}StateExited`, frame.lastEvent, {
    name: state.name,
    output: text,
    ...assigned?.details,
  });
  const changes = {
    ...clearedActivity(frame),
    lastEvent,
    ...(assigned && { variables: assigned.variables }),
  };
  if (next === undefined) {
    draft.update(frame.id, { ...changes, doing: "ended", output, input: null });
    draft.threadsOver.push({ kind: "ended", frame: frame.id });
    return;
  }
  draft.update(frame.id, { ...changes, doing: "ready", state: next, input: output });
  draft.runnable.push(frame.id);
}

/** What a frame was busy with in the state that it leaves; only members that change are named, so deltas stay small. */
export function clearedActivity(frame: Frame): Partial<Frame> {
  return {
    ...(frame.due !== null && { due: null }),
    ...(frame.task !== null && { task: null }),
    ...(frame.heartbeatAt !== null && { heartbeatAt: null }),
    ...(frame.isHandedOver && { isHandedOver: false }),
    ...(frame.fanOut !== null && { fanOut: null }),
    ...(frame.items !== null && { items: null }),
  };
}

function exitingType(state: State): Exclude<State["type"], "Fail"> {
  assert(state.type !== "Fail", "a Fail state has no exit");
  return state.type;
}
