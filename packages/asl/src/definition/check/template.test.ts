import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { type Fields, jsonata, machineOf, SCHEMA, told } from "../../../test/spoiled.ts";
import { diagnose } from "../diagnose.ts";

test("a field that ends in .$ is refused in every template, at what holds it", () => {
  const refused = (place: string): string =>
    `${SCHEMA} /States/X/${place}: The value for the field 'b.$' must be a valid JSONPath or a valid intrinsic function call`;
  const wrong: Json = { a: [{ "b.$": "States.Format('{}'" }] };
  const Resource = "arn:aws:states:::s3:putObject";
  const templates: readonly (readonly [string, Fields, string])[] = [
    ["Task", { Parameters: wrong }, "Parameters/a[0]"],
    ["Task", { ResultSelector: wrong }, "ResultSelector/a[0]"],
    ["Task", { Credentials: { RoleArn: "r", ...wrong } }, "Credentials/a[0]"],
    ["Pass", { Parameters: wrong }, "Parameters/a[0]"],
    ["Pass", { Assign: wrong }, "Assign/a[0]"],
    ["Wait", { Assign: wrong }, "Assign/a[0]"],
    ["Parallel", { ResultSelector: wrong }, "ResultSelector/a[0]"],
    ["Map", { ItemSelector: wrong }, "ItemSelector/a[0]"],
    ["Map", { Parameters: wrong }, "Parameters/a[0]"],
    [
      "Distributed",
      { ItemBatcher: { MaxItemsPerBatch: 1, BatchInput: wrong } },
      "ItemBatcher/BatchInput/a[0]",
    ],
    ["Distributed", { ResultWriter: { Resource, Parameters: wrong } }, "ResultWriter/Parameters/a[0]"],
    [
      "Choice",
      { Choices: [{ Variable: "$.a", IsNull: true, Next: "Y", Assign: wrong }] },
      "Choices[0]/Assign/a[0]",
    ],
    ["Task", { Catch: [{ ErrorEquals: ["A"], Next: "X", Assign: wrong }] }, "Catch[0]/Assign/a[0]"],
  ];
  for (const [type, fields, place] of templates) {
    assert.deepEqual(told(machineOf(type, fields)), [refused(place)], `${type} ${place}`);
  }
});

test("an expression that is begun and not ended is refused wherever one may stand", () => {
  const half = "{% $states.input ";
  const message = "JSONata string must start with {% and end with %}";
  const places: readonly (readonly [string, Fields, string])[] = [
    ["Task", { Arguments: { a: [half] } }, "Arguments/a[0]"],
    ["Task", { Output: half }, "Output"],
    ["Task", { TimeoutSeconds: half }, "TimeoutSeconds"],
    ["Pass", { Assign: { v: half } }, "Assign/v"],
    ["Wait", { Seconds: half }, "Seconds"],
    ["Fail", { Error: half }, "Error"],
    ["Map", { Items: half }, "Items"],
    ["Map", { Items: "abc" }, "Items"],
    ["Map", { MaxConcurrency: half }, "MaxConcurrency"],
    ["Map", { ItemSelector: { a: half } }, "ItemSelector/a"],
    ["Choice", { Choices: [{ Condition: half, Next: "Y" }] }, "Choices[0]/Condition"],
    ["Choice", { Choices: [{ Condition: "$a", Next: "Y" }] }, "Choices[0]/Condition"],
    ["Task", { Catch: [{ ErrorEquals: ["A"], Next: "X", Output: half }] }, "Catch[0]/Output"],
  ];
  for (const [type, fields, place] of places) {
    const found = told(machineOf(type, { ...jsonata, ...fields }));
    assert.deepEqual(found, [`${SCHEMA} /States/X/${place}: ${message}`], `${type} ${place}`);
  }
});

test("a JSONata expression that does not parse, or reads what is not there, is refused in its place", () => {
  const tell = (expression: string): readonly string[] =>
    told(machineOf("Pass", { ...jsonata, Output: { v: `{% ${expression} %}` } }));
  const at = "/States/X/Output/v";
  assert.deepEqual(tell("a[1,2)"), [`INVALID_JSONATA_EXPRESSION ${at}: Expected "]", got ","`]);
  // AWS's JSONata has neither operator; a condition is one that it has.
  const unary = (sign: string): string => `The symbol "${sign}" cannot be used as a unary operator`;
  assert.deepEqual(tell("1 ?? 2"), [`INVALID_JSONATA_EXPRESSION ${at}: ${unary("?")}`]);
  assert.deepEqual(tell("1?:2"), [`INVALID_JSONATA_EXPRESSION ${at}: ${unary(":")}`]);
  assert.deepEqual(tell("'?'?1:2"), []);
  assert.deepEqual(tell("1 +"), [`INVALID_JSONATA_EXPRESSION ${at}: Unexpected end of expression`]);
  const unsupported = `UNSUPPORTED_JSONATA_EXPRESSION ${at}`;
  assert.deepEqual(tell("phone"), [
    `${unsupported}: Reference to 'phone' at the top level is not supported.`,
  ]);
  assert.deepEqual(tell("$$"), [`${unsupported}: Reference to '$$' is not supported.`]);
  assert.deepEqual(tell("$states.input.items[value > 3]"), []);
});

test("a text that looks like a path is warned of where a path has a field of its own", () => {
  const told = diagnose(JSON.stringify(machineOf("Fail", { Error: "$.error", Cause: "5 $.50 bills" })), {
    severity: "WARNING",
  });
  assert.deepEqual(
    told.diagnostics.map(({ code, location }) => [code, location]),
    [["NO_PATH", "/States/X/Error"]],
  );
});
