import assert from "node:assert/strict";
import { test } from "node:test";
import { toRunProgress } from "./run-progress.ts";

test("percent, message and metrics are told, and nothing else", () => {
  const value = { percent: 42.5, message: "table 7", metrics: { rows: 12, name: "x" }, other: true };
  assert.deepEqual(toRunProgress(value), { percent: 42.5, message: "table 7", metrics: { rows: 12 } });
});

test("what is out of bounds is cut, and what is of another kind left out", () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`m${index}`, index]));
  const found = toRunProgress({
    percent: 400,
    message: "x".repeat(5_000),
    metrics: { ...many, ["y".repeat(200)]: 1 },
  });
  assert.equal(found?.percent, 100);
  assert.equal(found?.message?.length, 1_000);
  assert.equal(Object.keys(found?.metrics ?? {}).length, 50);
});

for (const value of [undefined, null, 7, "half", [1], {}, { percent: "half" }]) {
  test(`${JSON.stringify(value)} tells nothing`, () => assert.equal(toRunProgress(value), undefined));
}
