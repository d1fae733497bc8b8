import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { inner, machineOf, SCHEMA, told } from "../../../test/spoiled.ts";

test("a processor's configuration is as its mode wants it", () => {
  const tell = (ProcessorConfig: Json): readonly string[] =>
    told(machineOf("Map", { ItemProcessor: { ...(inner as object), ProcessorConfig } }));
  const at = `${SCHEMA} /States/X/ItemProcessor/ProcessorConfig`;
  assert.deepEqual(tell({ Mode: "DISTRIBUTED" }), [`${at}: These fields are required: [ExecutionType]`]);
  assert.deepEqual(tell({ Mode: "INLINE", ExecutionType: "STANDARD" }), [
    `${at}: Field 'ExecutionType' is not supported`,
  ]);
  assert.deepEqual(tell({ Mode: "DISTRIBUTED", ExecutionType: "FAST" }), [
    `${at}/ExecutionType: Value should be one of the following: [STANDARD, EXPRESS]`,
  ]);
  assert.deepEqual(tell({ Mode: "SIDEWAYS" }), [
    `${at}/Mode: The field 'Mode' should have one of these values: [INLINE, DISTRIBUTED]`,
  ]);
});

test("a reader is as its format wants it", () => {
  const tell = (ReaderConfig: Json, Resource = "arn:aws:states:::s3:getObject"): readonly string[] => {
    const ItemReader = { Resource, Parameters: { Bucket: "b", Key: "k" }, ReaderConfig };
    return told(machineOf("Distributed", { ItemReader }));
  };
  const at = `${SCHEMA} /States/X/ItemReader`;
  assert.deepEqual(tell({}), [`${at}/ReaderConfig: The field 'InputType' is required but was missing`]);
  assert.deepEqual(tell({ InputType: "XML" }), [
    `${at}/ReaderConfig/InputType: The field 'InputType' should have one of these values: [CSV, JSON, JSONL, PARQUET, MANIFEST]`,
  ]);
  assert.deepEqual(tell({ InputType: "CSV" }), [
    `${at}/ReaderConfig: The field 'CSVHeaderLocation' is required but was missing`,
  ]);
  assert.deepEqual(tell({ InputType: "CSV", CSVHeaderLocation: "GIVEN" }), [
    `${at}/ReaderConfig: These fields are required: [CSVHeaders]`,
  ]);
  assert.deepEqual(tell({ InputType: "JSON", CSVHeaderLocation: "FIRST_ROW" }), [
    `${at}/ReaderConfig: Field 'CSVHeaderLocation' is not supported`,
  ]);
  assert.deepEqual(tell({ InputType: "JSON" }, "arn:aws:states:::s3:putObject"), [
    `${at}/Resource: The field 'Resource' does not match any of the allowed values`,
  ]);
});
