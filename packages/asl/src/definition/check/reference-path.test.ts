import assert from "node:assert/strict";
import { test } from "node:test";
import { type Fields, SCHEMA, states, told } from "../../../test/spoiled.ts";

test("a path of each field is refused in the words for it", () => {
  const path = "Value must be a valid JSONPath.";
  const reference = "Value is not a Reference Path: Reference path didn't start with '$'";
  const expression = (field: string): string =>
    `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
  const without = (type: string, field: string): Fields => {
    const { [field]: gone, ...rest } = states[type] ?? {};
    assert.ok(gone !== undefined);
    return rest;
  };
  const places: readonly (readonly [Fields, string, string])[] = [
    ...["Task", "Wait", "Pass", "Succeed", "Parallel", "Map"].flatMap((type): [Fields, string, string][] => [
      [{ ...states[type], InputPath: "a" }, "InputPath", path],
      [{ ...states[type], OutputPath: "$.[" }, "OutputPath", path],
    ]),
    ...["Task", "Pass", "Parallel", "Map"].map((type): [Fields, string, string] => [
      { ...states[type], ResultPath: "a" },
      "ResultPath",
      reference,
    ]),
    [{ ...states["Task"], TimeoutSecondsPath: "a" }, "TimeoutSecondsPath", path],
    [{ ...states["Task"], HeartbeatSecondsPath: "a" }, "HeartbeatSecondsPath", path],
    [{ ...without("Wait", "Seconds"), SecondsPath: "a" }, "SecondsPath", path],
    [{ ...without("Wait", "Seconds"), TimestampPath: "a" }, "TimestampPath", path],
    [{ ...states["Map"], MaxConcurrencyPath: "a" }, "MaxConcurrencyPath", path],
    [{ ...states["Map"], ItemsPath: "a" }, "ItemsPath", reference],
    [
      { ...states["Map"], ItemsPath: "$.a[*]" },
      "ItemsPath",
      "Value is not a Reference Path: '[' must be followed by ' or '['",
    ],
    [{ ...states["Fail"], ErrorPath: "a" }, "ErrorPath", expression("ErrorPath")],
    [{ ...states["Fail"], CausePath: "States.Nope()" }, "CausePath", expression("CausePath")],
    [
      { ...states["Task"], Catch: [{ ErrorEquals: ["A"], Next: "X", ResultPath: "a" }] },
      "Catch[0]/ResultPath",
      reference,
    ],
  ];
  for (const [state, place, message] of places) {
    const definition = { StartAt: "X", States: { X: state } };
    assert.deepEqual(told(definition), [`${SCHEMA} /States/X/${place}: ${message}`]);
  }
});
