import assert from "node:assert/strict";
import test from "node:test";
import { humanDistance, humanDuration } from "./duration.ts";

const cases: readonly (readonly [number, string])[] = [
  [0, "0 ms"],
  [-5, "0 ms"],
  [999.4, "999 ms"],
  [999.6, "1.0 s"],
  [1_250, "1.3 s"],
  [9_949, "9.9 s"],
  [9_950, "10 s"],
  [59_499, "59 s"],
  [59_500, "1 m 00 s"],
  [125_000, "2 m 05 s"],
  [3_599_499, "59 m 59 s"],
  [3_599_500, "1 h 00 m"],
  [11_520_000, "3 h 12 m"],
  [86_399_999, "1 d 00 h"],
  [367_200_000, "4 d 06 h"],
];

for (const [ms, text] of cases) test(`${ms} ms is ${text}`, () => assert.equal(humanDuration(ms), text));

test("a distance says its direction", () => {
  assert.equal(humanDistance(0, 5_000), "in 5.0 s");
  assert.equal(humanDistance(5_000, 0), "5.0 s ago");
});
