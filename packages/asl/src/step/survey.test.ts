import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs } from "@landbridge/model";
import type { ExecutionState, Frame } from "./contract.ts";
import { newFrame } from "./new-frame.ts";
import { applyDelta, initialState, rootFrame } from "./state.ts";
import { surveyFrames } from "./survey.ts";
import { TouchedFrames } from "./touched-frames.ts";

/** A thread that waits until `due`. */
function waiting(id: number, due: number): Frame {
  const thread = { parent: 0, index: 0, block: "", state: "S", input: null, lastEvent: 0, item: undefined };
  return { ...newFrame(id, thread), doing: "wait", due: epochMs(due) };
}

function stateWith(...frames: readonly Frame[]): ExecutionState {
  const startedAt = epochMs(0);
  const state = initialState({
    id: "e",
    name: "e",
    machineArn: "m",
    machineName: "m",
    roleArn: "r",
    startedAt,
    input: null,
  });
  const known = Object.fromEntries(frames.map((frame) => [frame.id, frame]));
  applyDelta(state, { lastEventId: 1, lastFrameId: 9, frames: known });
  return state;
}

test("where nothing was touched nothing changes, and the earliest instant is that of the state before", () => {
  const survey = surveyFrames(stateWith(waiting(1, 70), waiting(2, 50)), new TouchedFrames());
  assert.deepEqual(survey, { earliestDue: 50, isTaskUnderWay: false, changes: undefined });
});

test("what a touched frame waited for before counts no longer", () => {
  const second = waiting(2, 50);
  const touched = new TouchedFrames();
  touched.set(2, { ...second, due: epochMs(90) });
  const survey = surveyFrames(stateWith(waiting(1, 70), second), touched);
  assert.equal(survey.earliestDue, 70);
  assert.deepEqual(survey.changes, { 2: { due: 90 } });
});

test("a dropped frame is null in the delta, and one that came and went in the same turn is not in it", () => {
  const touched = new TouchedFrames();
  touched.set(rootFrame, null);
  touched.set(2, null);
  const survey = surveyFrames(stateWith(waiting(rootFrame, 70)), touched);
  assert.deepEqual(survey.changes, { [rootFrame]: null });
  assert.equal(survey.earliestDue, Number.POSITIVE_INFINITY);
});

test("a task that nobody has answered is under way until its service has taken it", () => {
  const task: Frame = { ...waiting(1, 70), doing: "task" };
  assert.equal(surveyFrames(stateWith(task), new TouchedFrames()).isTaskUnderWay, true);
  const taken = new TouchedFrames();
  taken.set(1, { ...task, isHandedOver: true });
  assert.equal(surveyFrames(stateWith(task), taken).isTaskUnderWay, false);
});
