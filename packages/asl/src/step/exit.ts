import type { Json } from "@landbridge/model";
import type { State, TaskState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { failingFrame } from "./failure.ts";
import { leaveState } from "./leave.ts";
import { type Steps, settle } from "./steps.ts";

/** The state is done: its output is shaped, checked and recorded, and the thread moves on. */
export function* exitState(draft: Draft, id: number, output: Json, next?: string): Steps<void> {
  yield* failingFrame(draft, id, shapeAndLeave(draft, draft.frame(id), output, next));
}

function* shapeAndLeave(draft: Draft, frame: Frame, output: Json, next: string | undefined): Steps<void> {
  const state = draft.stateOf(frame);
  const shaped = yield* settle(state.shapeOutput(new StateScope(draft, frame, frame.input), output));
  leaveState(draft, frame, shaped, next ?? nextOf(state));
}

/** ResultSelector, ResultPath and OutputPath, for whatever calls or fans out. A fault in them is this frame's own. */
export function* exitWithResult(draft: Draft, frame: Frame, state: ResultShape, result: Json): Steps<void> {
  yield* failingFrame(draft, frame.id, placeAndExit(draft, frame, state, result));
}

function* placeAndExit(draft: Draft, frame: Frame, state: ResultShape, result: Json): Steps<void> {
  const scope = new StateScope(draft, frame, frame.input);
  const selected =
    state.selectResult === undefined ? result : yield* settle(state.selectResult(scope.on(result)));
  yield* exitState(draft, frame.id, state.placeResult(scope, frame.input, selected));
}

type ResultShape = Pick<TaskState, "selectResult" | "placeResult">;

function nextOf(state: State): string | undefined {
  return "next" in state ? state.next : undefined;
}
