import assert from "node:assert/strict";
import { test } from "node:test";
import { executionId } from "@landbridge/model";
import { mapRunLimits } from "./limits.ts";
import { nextStep, type Situation } from "./next-step.ts";
import { atBeginning, type MapRunFacts, type Progress } from "./record.ts";

const facts: MapRunFacts = {
  arn: "arn:aws:states:us-east-1:000000000000:mapRun:m/L:1",
  parent: { execution: executionId("e"), ref: { frame: 1, task: 1 } },
  executionArn: "e",
  machineName: "m",
  revision: "1",
  roleArn: "r",
  maxConcurrency: 2,
};

interface Changes extends Partial<Omit<Situation, "stored">> {
  readonly progress?: Partial<Progress>;
  readonly status?: Situation["stored"]["status"];
  readonly maxConcurrency?: number;
}

/** Of a run that its parent has handed over, with room for two children and nothing started. */
function kindOf(changes: Changes): string {
  return step(changes).kind;
}

function step({ progress = {}, status = "RUNNING", maxConcurrency = 2, ...rest }: Changes) {
  const stored = {
    status,
    facts: { ...facts, maxConcurrency },
    progress: { ...atBeginning, ...progress },
  };
  const still = { hasUpdates: false, isHandedOver: true, isCancelled: false, hasEnds: false };
  return nextStep({ ...still, itemsTotal: undefined, ...rest, stored });
}

const failed = { succeeded: 0, failed: 1, timedOut: 0, aborted: 0 };
const stop = { kind: "failure", failure: {} } as const;

test("children are started as long as there is room, and none where there is not", () => {
  assert.deepEqual(step({}), { kind: "start-more", room: 2 });
  assert.deepEqual(step({ progress: { next: 1, started: 1 } }), { kind: "start-more", room: 1 });
  assert.equal(kindOf({ progress: { next: 2, started: 2 } }), "wait");
});

test("without a limit of the definition's own there is ours", () => {
  assert.deepEqual(step({ maxConcurrency: 0 }), { kind: "start-more", room: mapRunLimits.childrenAtOnceMax });
  assert.deepEqual(step({ maxConcurrency: 1_000_000 }), {
    kind: "start-more",
    room: mapRunLimits.childrenAtOnceMax,
  });
});

test("a run is finished once everything is started and nothing runs", () => {
  const all = { isExhausted: true, next: 1, started: 1 };
  assert.equal(kindOf({ progress: all }), "wait");
  const executions = { ...failed, failed: 0, succeeded: 1 };
  assert.equal(kindOf({ progress: { ...all, executions } }), "finish");
});

test("what is over is counted before anything is begun or stopped", () => {
  assert.equal(kindOf({ hasEnds: true }), "count-ends");
  assert.equal(kindOf({ hasEnds: true, progress: { stop } }), "count-ends");
});

test("one failure too many begins the stop, and what runs is stopped after it", () => {
  assert.equal(kindOf({ progress: { items: failed } }), "begin-stop");
  assert.equal(kindOf({ progress: { items: failed, stop } }), "stop-children");
});

test("a run that nobody waits for is stopped, once", () => {
  assert.deepEqual(step({ isCancelled: true }), { kind: "begin-stop", stop: { kind: "cancelled" } });
  assert.equal(kindOf({ isCancelled: true, progress: { stop } }), "stop-children");
});

test("nothing is started before the parent knows of the run", () => {
  assert.equal(kindOf({ isHandedOver: false }), "take-over");
});

test("changes of its numbers come first, and a run that is over only tells its parent", () => {
  assert.equal(kindOf({ hasUpdates: true, isHandedOver: false }), "take-updates");
  assert.equal(kindOf({ hasUpdates: true, status: "FAILED" }), "tell-parent");
});

test("while a redrive goes through the children none is started, and those it has not come to do not run", () => {
  const redrive = { next: 0, end: 3, pendingExecutions: 3, pendingItems: 3 };
  const progress = { next: 3, started: 3, redrive };
  assert.deepEqual(step({ progress }), { kind: "redrive-more", redrive, room: 2 });
  assert.equal(kindOf({ progress: { ...progress, redrive: { ...redrive, pendingExecutions: 1 } } }), "wait");
});
