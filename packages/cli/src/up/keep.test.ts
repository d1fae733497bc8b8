import assert from "node:assert/strict";
import { test } from "node:test";
import { readKeep } from "./keep.ts";

test("ages, counts and both are read", () => {
  const policy = readKeep(["executions=30d", "executions=1000", "runs=12h", "answers=all"]);
  assert.deepEqual(policy, {
    executions: { ageMs: 30 * 86_400_000, count: 1_000 },
    runs: { ageMs: 12 * 3_600_000 },
    answers: { ageMs: undefined, count: undefined },
  });
});

test("the environment lists them, and an option comes after it", () => {
  assert.deepEqual(readKeep([], ""), {});
  assert.deepEqual(readKeep(["executions=12h"], " executions=30d,\nruns=10000 "), {
    executions: { ageMs: 12 * 3_600_000 },
    runs: { count: 10_000 },
  });
});

for (const text of ["executions", "executions=", "logs=3d", "runs=0d", "runs=-1", "runs=3w", "runs=1.5d"])
  test(`--keep ${text} is refused`, () => {
    assert.throws(() => readKeep([text]), /--keep .* is not understood/);
  });
