import assert from "node:assert/strict";
import { test } from "node:test";
import { type ExecutionStatus, executionId } from "@landbridge/model";
import fc from "fast-check";
import type { ClosedChild } from "./child.ts";
import { afterEnds, afterRedrives, afterStarts } from "./progress-after.ts";
import { atBeginning, endedIn, redrivenProgress } from "./record.ts";
import type { Unit } from "./units.ts";

const position: Unit["position"] = { row: 7 };

function unit(index: number, items: number): Unit {
  return { index, input: null, items, itemsRead: (index + 1) * items, position };
}

function closed(index: number, items: number, status: ExecutionStatus): ClosedChild {
  return { run: "r", index, items, id: executionId(`e${index}`), version: 1, status };
}

const statuses = fc.constantFrom<ExecutionStatus>("SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED");

test("started children move the checkpoint, and the reader's place with it", () => {
  const after = afterStarts(atBeginning, [unit(0, 4), unit(1, 4)], false);
  assert.equal(after.next, 2);
  assert.deepEqual([after.started, after.startedItems, after.itemsRead], [2, 8, 8]);
  assert.deepEqual(after.position, position);
});

test("a source that has nothing more leaves the reader's place as it was", () => {
  const before = afterStarts(atBeginning, [unit(0, 4)], false);
  assert.deepEqual(afterStarts(before, [], true), { ...before, isExhausted: true });
});

test("however the children end, as many are counted as have ended, and never more than were started", () => {
  fc.assert(
    fc.property(fc.array(statuses, { maxLength: 30 }), fc.nat({ max: 30 }), (ends, next) => {
      const units = Array.from({ length: next }, (_, index) => unit(index, 2));
      const after = afterEnds(
        afterStarts(atBeginning, units, false),
        ends.map((status, index) => closed(index, 2, status)),
      );
      assert.equal(endedIn(after.executions), ends.length);
      assert.equal(endedIn(after.items), 2 * ends.length);
      assert.equal(after.started, Math.max(next, ends.length));
      assert.equal(after.startedItems, 2 * after.started);
    }),
  );
});

test("a redrive keeps the sum: what succeeded stays, what runs again is pending no longer, what is lost has failed", () => {
  const started = afterStarts(atBeginning, [unit(0, 1), unit(1, 1), unit(2, 1), unit(3, 1)], true);
  const ended = afterEnds(started, [
    closed(0, 1, "SUCCEEDED"),
    closed(1, 1, "FAILED"),
    closed(2, 1, "ABORTED"),
    closed(3, 1, "TIMED_OUT"),
  ]);
  const redriven = redrivenProgress(ended);
  const redrive = redriven.redrive ?? assert.fail("it goes through the children");
  assert.deepEqual(redrive, { next: 0, end: 4, pendingExecutions: 3, pendingItems: 3 });
  const half = afterRedrives(redriven, redrive, [
    { kind: "succeeded", items: 1 },
    { kind: "redriven", items: 1 },
  ]);
  assert.deepEqual(half.redrive, { next: 2, end: 4, pendingExecutions: 2, pendingItems: 2 });
  const whole = afterRedrives(half, half.redrive ?? redrive, [
    { kind: "lost", items: 1 },
    { kind: "redriven", items: 1 },
  ]);
  assert.equal(whole.redrive, undefined);
  assert.deepEqual(whole.notRedrivable, { executions: 1, items: 1 });
  assert.deepEqual(whole.executions, { succeeded: 1, failed: 1, timedOut: 0, aborted: 0 });
});
