import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { type Fields, machineOf, states, told } from "../../../test/spoiled.ts";
import { describeIssues } from "../diagnose.ts";
import { parseMachine } from "../parse.ts";

test("a machine without an end is told that and no more, but for targets that are not there", () => {
  const noEnd = "MISSING_END_STATE -: Workflow has no terminal state";
  const loop: Fields = { A: { Type: "Pass", Next: "B" }, B: { Type: "Pass", Next: "A" } };
  const unused: Json = { Type: "Pass", Next: "A" };
  assert.deepEqual(told({ StartAt: "A", States: loop }), [noEnd]);
  assert.deepEqual(told({ StartAt: "A", States: { ...loop, Unused: unused } }), [noEnd]);
  assert.deepEqual(told({ StartAt: "A", States: { ...loop, C: { Type: "Pass", End: true } } }), [
    'MISSING_TRANSITION_TARGET /States/C: State "C" is not reachable.',
  ]);
  assert.deepEqual(told({ StartAt: "A", States: { A: { Type: "Pass", Next: "NOPE" } } }), [
    "MISSING_TRANSITION_TARGET /States/A/Next: Missing 'Next' target: NOPE",
    noEnd,
  ]);
  assert.deepEqual(told(machineOf("Map", { ItemProcessor: { StartAt: "A", States: loop } })), []);
});

test("a refusal without a place says null, as AWS's does", () => {
  const loop = JSON.stringify({ StartAt: "A", States: { A: { Type: "Pass", Next: "A" } } });
  assert.equal(
    describeIssues(parseMachine(loop).issues, loop),
    "Invalid State Machine Definition: 'MISSING_END_STATE: Workflow has no terminal state at null'",
  );
});

test("a transition to nowhere is told in every place that has one", () => {
  const missing = (place: string): string => `MISSING_TRANSITION_TARGET ${place}: Missing 'Next' target: Z`;
  const rule: Json = { Variable: "$.a", IsNull: true, Next: "Z" };
  const Catch: Json = [{ ErrorEquals: ["A"], Next: "Z" }];
  const { End, ...endless } = states["Task"] ?? {};
  assert.equal(End, true);
  const found = (definition: Json): readonly string[] =>
    told(definition).filter((line) => line.includes("Missing"));
  assert.deepEqual(found({ StartAt: "X", States: { X: { ...endless, Next: "Z" } } }), [
    missing("/States/X/Next"),
  ]);
  assert.deepEqual(found(machineOf("Choice", { Choices: [rule] })), [missing("/States/X/Choices[0]/Next")]);
  assert.deepEqual(found(machineOf("Choice", { Default: "Z" })), [missing("/States/X/Default")]);
  for (const type of ["Task", "Parallel", "Map"]) {
    assert.deepEqual(found(machineOf(type, { Catch })), [missing("/States/X/Catch[0]/Next")]);
  }
});
