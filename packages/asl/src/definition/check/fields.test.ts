import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { type Fields, inner, jsonata, machineOf, SCHEMA, states, told } from "../../../test/spoiled.ts";

test("every sound state is accepted in JSONPath", () => {
  for (const type of Object.keys(states)) assert.deepEqual(told(machineOf(type, {})), [], type);
});

test("a field that is none is refused in every state, at the state", () => {
  for (const type of Object.keys(states)) {
    for (const language of type === "Choice" ? [{}] : [{}, jsonata]) {
      const definition = machineOf(type, { Foo: 1, ...language });
      assert.deepEqual(told(definition), [`${SCHEMA} /States/X: Field 'Foo' is not supported`], type);
    }
  }
});

/** Which types have a field, of those that not all have. Source: measured by others over all types and fields. */
const fieldsByType: Record<string, readonly string[]> = {
  TimeoutSeconds: ["Task"],
  HeartbeatSeconds: ["Task"],
  Credentials: ["Task"],
  Resource: ["Task"],
  Retry: ["Task", "Parallel", "Map", "Distributed"],
  Catch: ["Task", "Parallel", "Map", "Distributed"],
  ResultSelector: ["Task", "Parallel", "Map", "Distributed"],
  ResultPath: ["Task", "Pass", "Parallel", "Map", "Distributed"],
  Parameters: ["Task", "Pass", "Parallel", "Map", "Distributed"],
  Result: ["Pass"],
  Assign: ["Task", "Wait", "Pass", "Choice", "Parallel", "Map", "Distributed"],
  Next: ["Task", "Wait", "Pass", "Parallel", "Map", "Distributed"],
  End: ["Task", "Wait", "Pass", "Parallel", "Map", "Distributed"],
  InputPath: ["Task", "Wait", "Pass", "Succeed", "Choice", "Parallel", "Map", "Distributed"],
  OutputPath: ["Task", "Wait", "Pass", "Succeed", "Choice", "Parallel", "Map", "Distributed"],
  Timestamp: ["Wait"],
  Choices: ["Choice"],
  Default: ["Choice"],
  Branches: ["Parallel"],
  ItemProcessor: ["Map", "Distributed"],
  ItemsPath: ["Map", "Distributed"],
  ItemSelector: ["Map", "Distributed"],
  MaxConcurrency: ["Map", "Distributed"],
  Label: ["Map", "Distributed"],
  Error: ["Fail"],
  CausePath: ["Fail"],
};

test("a field of other types of state is refused at the state", () => {
  for (const [field, types] of Object.entries(fieldsByType)) {
    for (const type of Object.keys(states).filter((candidate) => !types.includes(candidate))) {
      const found = told(machineOf(type, { [field]: "x" }));
      assert.ok(
        found.includes(`${SCHEMA} /States/X: Field '${field}' is not supported`),
        `${field} of ${type}`,
      );
    }
  }
});

test("a field of the other query language is refused at the state, in every type that has it", () => {
  const refused = (field: string, is: string, wants: string): string =>
    `${SCHEMA} /States/X: The QueryLanguage is set to '${is}', but field '${field}' is only supported for the '${wants}' QueryLanguage`;
  const jsonPathOnly: readonly (readonly [string, string])[] = [
    ["Task", "InputPath"],
    ["Task", "OutputPath"],
    ["Task", "ResultPath"],
    ["Task", "ResultSelector"],
    ["Task", "Parameters"],
    ["Task", "TimeoutSecondsPath"],
    ["Task", "HeartbeatSecondsPath"],
    ["Pass", "Result"],
    ["Wait", "InputPath"],
    ["Succeed", "OutputPath"],
    ["Fail", "ErrorPath"],
    ["Fail", "CausePath"],
    ["Parallel", "ResultSelector"],
    ["Map", "ItemsPath"],
    ["Map", "MaxConcurrencyPath"],
    ["Map", "Parameters"],
    ["Distributed", "ToleratedFailureCountPath"],
    ["Distributed", "ToleratedFailurePercentagePath"],
  ];
  for (const [type, field] of jsonPathOnly) {
    const definition = machineOf(type, { [field]: "$.a", ...jsonata });
    assert.deepEqual(told(definition), [refused(field, "JSONata", "JSONPath")], `${field} of ${type}`);
  }
  const jsonataOnly: readonly (readonly [string, string])[] = [
    ["Task", "Arguments"],
    ["Task", "Output"],
    ["Parallel", "Arguments"],
    ["Parallel", "Output"],
    ["Map", "Items"],
    ["Map", "Output"],
    ["Pass", "Output"],
    ["Wait", "Output"],
    ["Choice", "Output"],
    ["Succeed", "Output"],
  ];
  for (const [type, field] of jsonataOnly) {
    const found = told(machineOf(type, { [field]: {} }));
    assert.deepEqual(found, [refused(field, "JSONPath", "JSONata")], `${field} of ${type}`);
  }
});

test("what the machine itself lacks is one error at its root, before what it has too much", () => {
  assert.deepEqual(told({}), [`${SCHEMA} /: These fields are required: [States, StartAt]`]);
  assert.deepEqual(told({ "Fn::Sub": "" }), [
    `${SCHEMA} /: These fields are required: [States, StartAt]`,
    `${SCHEMA} /: Field 'Fn::Sub' is not supported`,
  ]);
  assert.deepEqual(told({ StartAt: "X" }), [`${SCHEMA} /: These fields are required: [States]`]);
});

test("the same is required of branches and processors, where they stand", () => {
  const places: readonly (readonly [string, Fields, string])[] = [
    ["Parallel", { Branches: [{}] }, "Branches[0]"],
    ["Map", { ItemProcessor: {} }, "ItemProcessor"],
  ];
  for (const [type, fields, place] of places) {
    assert.deepEqual(told(machineOf(type, fields)), [
      `${SCHEMA} /States/X/${place}: These fields are required: [States, StartAt]`,
    ]);
  }
});

test("fields that stand for each other are refused together, at the state", () => {
  const pairs: readonly (readonly [string, Fields, string])[] = [
    ["Task", { TimeoutSeconds: 1, TimeoutSecondsPath: "$.t" }, "TimeoutSeconds, TimeoutSecondsPath"],
    ["Task", { HeartbeatSeconds: 1, HeartbeatSecondsPath: "$.t" }, "HeartbeatSeconds, HeartbeatSecondsPath"],
    ["Task", { Next: "X" }, "Next, End"],
    ["Wait", { Timestamp: "2026-01-01T00:00:00Z" }, "SecondsPath, Seconds, TimestampPath, Timestamp"],
    ["Fail", { Error: "a", ErrorPath: "$.a" }, "Error, ErrorPath"],
    ["Fail", { Cause: "a", CausePath: "$.a" }, "Cause, CausePath"],
    ["Map", { Iterator: inner }, "ItemProcessor, Iterator"],
    ["Map", { MaxConcurrency: 1, MaxConcurrencyPath: "$.a" }, "MaxConcurrency, MaxConcurrencyPath"],
    [
      "Distributed",
      { ToleratedFailureCount: 1, ToleratedFailureCountPath: "$.a" },
      "ToleratedFailureCount, ToleratedFailureCountPath",
    ],
    [
      "Distributed",
      { ToleratedFailurePercentage: 1, ToleratedFailurePercentagePath: "$.a" },
      "ToleratedFailurePercentage, ToleratedFailurePercentagePath",
    ],
  ];
  for (const [type, fields, list] of pairs) {
    const message = `${SCHEMA} /States/X: There should only be one of the following fields: [${list}]`;
    assert.deepEqual(told(machineOf(type, fields)), [message]);
  }
});

test("a language that is none is JSONata to the fields beside it", () => {
  const none = `${SCHEMA} /States/X/QueryLanguage: Value should be one of the following: [JSONPath, JSONata]`;
  for (const QueryLanguage of ["jsonata", "jsonpath", "foo"]) {
    assert.deepEqual(told(machineOf("Pass", { QueryLanguage, Output: { v: "{% 1 %}" } })), [none]);
    assert.deepEqual(told(machineOf("Pass", { QueryLanguage, InputPath: "$.a" })), [
      `${SCHEMA} /States/X: The QueryLanguage is set to 'JSONata', but field 'InputPath' is only supported for the 'JSONPath' QueryLanguage`,
      none,
    ]);
    assert.deepEqual(told(machineOf("Pass", { QueryLanguage }, jsonata)), [none]);
  }
  assert.deepEqual(told(machineOf("Pass", {}, { QueryLanguage: 5 })), [
    `${SCHEMA} /QueryLanguage: Expected value of type [STRING]`,
  ]);
});

test("a state that turns back to JSONPath is told that, and what is wrong with its values", () => {
  const back = `${SCHEMA} /States/X: 'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine`;
  const turned = (type: string, fields: Fields): readonly string[] =>
    told(machineOf(type, { QueryLanguage: "JSONPath", ...fields }, jsonata));
  assert.deepEqual(turned("Pass", { Output: { v: "{% 1 %}" } }), [back]);
  assert.deepEqual(turned("Map", { MaxConcurrency: -1 }), [
    back,
    `${SCHEMA} /States/X/MaxConcurrency: Minimum value is 0`,
  ]);
});

test("what is wrong inside a Parallel or Map has its place there", () => {
  const wrong: Json = { StartAt: "P", States: { P: { Type: "Pass", End: true, InputPath: "a" } } };
  const message = `${SCHEMA} /States/X/@/States/P/InputPath: Value must be a valid JSONPath.`;
  const places: readonly (readonly [string, Fields, string])[] = [
    ["Parallel", { Branches: [inner, { ...(wrong as object), StartAt: "P" }] }, "Branches[1]"],
    ["Map", { ItemProcessor: wrong }, "ItemProcessor"],
  ];
  for (const [type, fields, place] of places) {
    assert.ok(told(machineOf(type, fields)).includes(message.replace("@", place)), place);
  }
  const { ItemProcessor, ...map } = states["Map"] ?? {};
  assert.ok(ItemProcessor);
  const old: Json = { StartAt: "X", States: { X: { ...map, Iterator: wrong } } };
  assert.deepEqual(told(old), [message.replace("@", "Iterator")]);
});
