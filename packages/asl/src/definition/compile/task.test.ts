import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "@landbridge/model";
import { machineOf, SCHEMA, told } from "../../../test/spoiled.ts";

test("a Resource that is none is refused in the words for its kind", () => {
  const tell = (Resource: string, type?: "EXPRESS"): readonly string[] =>
    told(machineOf("Task", { Resource }), type);
  const at = `${SCHEMA} /States/X/Resource`;
  assert.deepEqual(tell("hello"), [`${at}: Value is not a valid resource ARN`]);
  for (const arn of [
    "arn:aws:states:::dynamodb:query",
    "arn:aws:states:::lambda:invoke.sync",
    "arn:aws:states:::sqs:sendMessage.sync",
    "arn:aws:states:::dynamodb:getItem.waitForTaskToken",
    "arn:aws:states:::glue:startJobRun.waitForTaskToken",
    "arn:aws:states:::ecs:runTask.sync:2",
    "arn:aws:states:::aws-sdk:s3:listBuckets.sync",
    "arn:aws:states:::aws-sdk:s3:ListBuckets",
    "arn:aws:states:::nope:do",
    "arn:aws:lambda",
  ]) {
    assert.deepEqual(tell(arn), [
      `${at}: The resource provided ${arn} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    ]);
  }
  const activity = "arn:aws:states:eu-west-1:000000000000:activity:a";
  assert.deepEqual(tell(activity), []);
  assert.deepEqual(tell(activity, "EXPRESS"), [`${at}: Express state machine does not support Activity ARN`]);
  assert.deepEqual(told(machineOf("Task", { Resource: activity, Credentials: { RoleArn: "r" } })), [
    `${SCHEMA} /States/X/Credentials: The field 'Credentials' is not supported for activities`,
  ]);
});

test("what an EXPRESS machine cannot do is refused in its branches and processors, too", () => {
  const task: Json = { Type: "Task", Resource: "arn:aws:states:::sns:publish.waitForTaskToken", End: true };
  const block: Json = { StartAt: "T", States: { T: task } };
  const refused = "Express state machine does not support '.waitForTaskToken' service integration ";
  assert.deepEqual(told(machineOf("Parallel", { Branches: [block] }), "EXPRESS"), [
    `${SCHEMA} /States/X/Branches[0]/States/T/Resource: ${refused}`,
  ]);
  assert.deepEqual(told(machineOf("Map", { ItemProcessor: block }), "EXPRESS"), [
    `${SCHEMA} /States/X/ItemProcessor/States/T/Resource: ${refused}`,
  ]);
  assert.deepEqual(told(machineOf("Distributed", {}), "EXPRESS"), [
    `${SCHEMA} /States/X/ItemProcessor/ProcessorConfig/Mode: The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines`,
  ]);
});
