import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dueHeap } from "./due-heap.ts";

test("what is pushed comes out by instant and then by name, however pushes and pops are mixed", () => {
  const item = fc.record(
    { at: fc.nat({ max: 20 }), name: fc.string({ maxLength: 3 }) },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(fc.array(fc.option(item), { maxLength: 200 }), (steps) => {
      const heap = dueHeap();
      let sorted: { at: number; name: string }[] = [];
      for (const step of steps) {
        if (step === null) {
          assert.deepEqual(heap.pop(), sorted[0]);
          sorted = sorted.slice(1);
        } else {
          heap.push(step.at, step.name);
          sorted = [...sorted, step].toSorted((a, b) => a.at - b.at || (a.name < b.name ? -1 : 1));
        }
        assert.deepEqual(heap.peek(), sorted[0]);
        assert.equal(heap.size(), sorted.length);
      }
    }),
  );
});
