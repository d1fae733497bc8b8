import assert from "node:assert/strict";
import { test } from "node:test";
import { jsonata, machineOf, told } from "../../../test/spoiled.ts";

test("variables have names that are not taken, in both languages", () => {
  for (const language of [{}, jsonata]) {
    const tell = (name: string): readonly string[] =>
      told(machineOf("Pass", { Assign: { [name]: 1 }, ...language }));
    assert.deepEqual(tell("größe_2"), []);
    assert.deepEqual(tell("states"), [
      "RESERVED_VARIABLE_NAME /States/X/Assign/states: Cannot assign to reserved variable '$states'.",
    ]);
    assert.deepEqual(tell("2a"), [
      "INVALID_VARIABLE_NAME /States/X/Assign/2a: Invalid variable name '2a': the variable name contains invalid characters.",
    ]);
  }
});
