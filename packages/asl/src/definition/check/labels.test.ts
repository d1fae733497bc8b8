import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { inner, machineOf, told } from "../../../test/spoiled.ts";

test("labels have a length, and are not used twice, however deep", () => {
  const nested = (Label: string): Json => ({
    StartAt: "M",
    States: { M: { Type: "Map", Label, ItemProcessor: inner, End: true } },
  });
  assert.deepEqual(told(machineOf("Distributed", { Label: "l".repeat(41) })), [
    "INVALID_LABEL_NAME /States/X/Label: Invalid Label name: Label exceeds the 40-character limit allowed by the service",
  ]);
  assert.deepEqual(told(machineOf("Map", { Label: "one", ItemProcessor: nested("one") })), [
    "DUPLICATE_LABEL_NAME /States/X/ItemProcessor/States/M/Label: Duplicate Label name: one",
  ]);
  assert.deepEqual(told(machineOf("Map", { Label: "one", ItemProcessor: nested("two") })), []);
});
