import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allocate } from "./allocate.ts";

test("shares are in proportion, and the largest remainder gets the rest", () => {
  const shares = [
    { key: "a", weight: 1 },
    { key: "b", weight: 2 },
  ];
  assert.deepEqual(
    [...allocate(10, shares)],
    [
      ["a", 3],
      ["b", 7],
    ],
  );
});

test("nothing is given where nothing weighs", () => {
  assert.deepEqual([...allocate(10, [{ key: "a", weight: 0 }])], [["a", 0]]);
});

test("the shares add up to the total, and none is a whole unit off", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), weights, (total, list) => {
      const sum = list.reduce((all, weight) => all + weight, 0);
      fc.pre(sum > 0);
      const given = allocate(
        total,
        list.map((weight, index) => ({ key: String(index), weight })),
      );
      assert.equal(
        [...given.values()].reduce((all, amount) => all + amount, 0),
        total,
      );
      for (const [index, weight] of list.entries())
        assert.ok(Math.abs((given.get(String(index)) ?? -1) - (total * weight) / sum) < 1 + 1e-6);
    }),
  );
});
