import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { type Fields, jsonata, machineOf, SCHEMA, told } from "../../test/spoiled.ts";

const seconds = (field: string, min: number, max?: number) => ({ field, min, max });

const numbers: readonly (readonly [string, { field: string; min: number; max: number | undefined }])[] = [
  ["Task", { ...seconds("TimeoutSeconds", 1), max: 99_999_999 }],
  ["Task", { ...seconds("HeartbeatSeconds", 1), max: 99_999_999 }],
  ["Wait", { ...seconds("Seconds", 0), max: 99_999_999 }],
  ["Map", { ...seconds("MaxConcurrency", 0), max: undefined }],
  ["Distributed", { ...seconds("ToleratedFailureCount", 0), max: undefined }],
  ["Distributed", { ...seconds("ToleratedFailurePercentage", 0), max: 100 }],
];

test("a number out of its range, or no number, is refused at its field in both languages", () => {
  for (const [type, { field, min, max }] of numbers) {
    for (const language of [{}, jsonata]) {
      const at = `${SCHEMA} /States/X/${field}`;
      const tell = (value: Json): readonly string[] => told(machineOf(type, { [field]: value, ...language }));
      assert.deepEqual(tell(min), [], field);
      assert.deepEqual(tell(min - 1), [`${at}: Minimum value is ${min}`]);
      if (max !== undefined) {
        assert.deepEqual(tell(max), [], field);
        assert.deepEqual(tell(max + 1), [`${at}: Maximum value is ${max}`]);
      }
      assert.deepEqual(tell(null).length, 1, `${field} of null`);
      if (field !== "ToleratedFailurePercentage") {
        assert.deepEqual(tell("1"), [`${at}: Expected value of type Integer`]);
      }
    }
  }
});

test("numbers of a retrier are refused at the retrier's field", () => {
  const tell = (more: Fields): readonly string[] =>
    told(machineOf("Task", { Retry: [{ ErrorEquals: ["A"], ...more }] }));
  const at = `${SCHEMA} /States/X/Retry[0]`;
  assert.deepEqual(tell({ IntervalSeconds: 0, MaxAttempts: 0, MaxDelaySeconds: 31_622_400 }), []);
  assert.deepEqual(tell({ MaxAttempts: -1 }), [`${at}/MaxAttempts: Minimum value is 0`]);
  assert.deepEqual(tell({ MaxAttempts: 100_000_000 }), [`${at}/MaxAttempts: Maximum value is 99999999`]);
  assert.deepEqual(tell({ MaxDelaySeconds: 0 }), [`${at}/MaxDelaySeconds: Minimum value is 1`]);
  assert.deepEqual(tell({ BackoffRate: 0.5 }), [`${at}/BackoffRate: Minimum value is 1`]);
  assert.deepEqual(tell({ BackoffRate: "2" }), [`${at}/BackoffRate: Expected value of type [NUMBER]`]);
});
