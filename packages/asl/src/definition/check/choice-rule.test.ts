import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { type Fields, jsonata, machineOf, SCHEMA, told } from "../../../test/spoiled.ts";

test("a Choice rule is of one kind, and has one operator", () => {
  const tell = (rule: Fields, more: Fields = {}): readonly string[] =>
    told(machineOf("Choice", { Choices: [{ Next: "Y", ...rule }], ...more }));
  const at = "/States/X/Choices[0]";
  const kinds = `${SCHEMA} ${at}: The object must have only one of the following fields, [And, Or, Not, Variable, Condition]`;
  const variable: Json = { Variable: "$.a", IsNull: true };
  assert.deepEqual(tell({}), [kinds]);
  assert.deepEqual(tell({ And: [variable], Or: [variable] }), [kinds]);
  assert.deepEqual(tell({ Not: variable, Variable: "$.a" }), [kinds]);
  assert.deepEqual(tell({ Condition: true }), [
    `${SCHEMA} ${at}: The QueryLanguage is set to 'JSONPath', but field 'Condition' is only supported for the 'JSONata' QueryLanguage`,
  ]);
  assert.deepEqual(tell({ And: [{ ...(variable as object), Next: "Y" }] }), [
    `${SCHEMA} ${at}/And[0]: Field 'Next' is not supported`,
  ]);
  assert.deepEqual(tell({ Not: { Or: [{ Variable: "a", IsNull: true }] } }), [
    `${SCHEMA} ${at}/Not/Or[0]/Variable: Value is not a Reference Path: Reference path didn't start with '$'`,
  ]);
  assert.deepEqual(tell({ Variable: "$.a", StringEquals: "b" }, jsonata), [
    `${SCHEMA} ${at}: The QueryLanguage is set to 'JSONata', but field 'Variable' is only supported for the 'JSONPath' QueryLanguage`,
    `${SCHEMA} ${at}: The QueryLanguage is set to 'JSONata', but field 'StringEquals' is only supported for the 'JSONPath' QueryLanguage`,
  ]);
  assert.deepEqual(tell({}, jsonata), [kinds]);
});

test("an operand of a wrong type is refused at its operator", () => {
  const tell = (operator: string, value: Json): readonly string[] =>
    told(machineOf("Choice", { Choices: [{ Variable: "$.a", [operator]: value, Next: "Y" }] }));
  const at = `${SCHEMA} /States/X/Choices[0]`;
  for (const [operator, value, type] of [
    ["StringEquals", 1, "STRING"],
    ["StringMatches", true, "STRING"],
    ["StringLessThanPath", 1, "STRING"],
    ["NumericGreaterThan", "1", "NUMBER"],
    ["BooleanEquals", "true", "BOOLEAN"],
    ["IsPresent", 1, "BOOLEAN"],
    ["TimestampEquals", 1, "STRING"],
  ] as const) {
    assert.deepEqual(tell(operator, value), [`${at}/${operator}: Expected value of type [${type}]`]);
  }
  assert.deepEqual(tell("TimestampLessThan", "x"), [
    `${at}/TimestampLessThan: String does not match RFC3339 timestamp`,
  ]);
});
