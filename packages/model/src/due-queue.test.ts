import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { epochMs } from "./brand.ts";
import { DueQueue } from "./due-queue.ts";

const items = fc.array(
  fc.option(
    fc.record({ at: fc.nat({ max: 20 }), item: fc.string({ maxLength: 3 }) }, { noNullPrototype: true }),
  ),
  { maxLength: 200 },
);

test("what is added comes out by instant and then by the order given, however adding and taking are mixed", () => {
  fc.assert(
    fc.property(items, (steps) => {
      const queue = new DueQueue<string>((a, b) => a < b);
      let sorted: { at: number; item: string }[] = [];
      for (const step of steps) {
        if (step === null) {
          assert.deepEqual(queue.takeDue(epochMs(20)), sorted[0]);
          sorted = sorted.slice(1);
        } else {
          queue.add(epochMs(step.at), step.item);
          sorted = [...sorted, step].toSorted((a, b) => a.at - b.at || (a.item < b.item ? -1 : 1));
        }
        assert.deepEqual(queue.earliest, sorted[0]);
        assert.equal(queue.size, sorted.length);
      }
    }),
  );
});

test("without an order what is due at once comes out in any, and nothing is lost", () => {
  fc.assert(
    fc.property(items, (steps) => {
      const queue = new DueQueue<string>();
      const added = steps.filter((step) => step !== null);
      for (const { at, item } of added) queue.add(epochMs(at), item);
      const taken = added.map(() => queue.takeDue(epochMs(20)));
      assert.deepEqual(
        taken.map((due) => due?.at),
        added.map(({ at }) => at).toSorted((a, b) => a - b),
      );
      assert.deepEqual(new Set(taken.map((due) => due?.item)), new Set(added.map(({ item }) => item)));
      assert.equal(queue.size, 0);
    }),
  );
});

test("what is not due yet stays", () => {
  const queue = new DueQueue<string>();
  queue.add(epochMs(10), "later");
  assert.equal(queue.takeDue(epochMs(9)), undefined);
  assert.deepEqual(queue.takeDue(epochMs(10)), { at: 10, item: "later" });
});

test("a cleared queue holds nothing", () => {
  const queue = new DueQueue<string>();
  queue.add(epochMs(10), "gone");
  queue.clear();
  assert.equal(queue.earliest, undefined);
});
