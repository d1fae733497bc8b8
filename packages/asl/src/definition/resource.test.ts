import assert from "node:assert/strict";
import { test } from "node:test";
import { parseResource, resourceHint } from "./resource.ts";

const integration = (arn: string, service: string, action: string, pattern: string): object => ({
  kind: "integration",
  arn,
  service,
  action,
  pattern,
});

test("functions are known in every partition, with version or alias", () => {
  for (const arn of [
    "arn:aws:lambda:eu-central-1:123456789012:function:load",
    "arn:aws-cn:lambda:cn-north-1:123456789012:function:load_2:7",
    "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:l-o:live",
    "arn:aws:lambda:eu-central-1:123456789012:function:load:$LATEST",
    "arn:aws:lambda:your-region:your-account-id:function:load",
  ]) {
    assert.deepEqual(parseResource(arn), { kind: "function", arn });
  }
});

test("activities are known", () => {
  const arn = "arn:aws:states:eu-central-1:123456789012:activity:sign.off";
  assert.deepEqual(parseResource(arn), { kind: "activity", arn });
});

test("integrations are taken apart", () => {
  for (const [arn, service, action, pattern] of [
    ["arn:aws:states:::lambda:invoke", "lambda", "invoke", "requestResponse"],
    ["arn:aws:states:::lambda:invoke.waitForTaskToken", "lambda", "invoke", "waitForTaskToken"],
    ["arn:aws-cn:states:::states:startExecution.sync", "states", "startExecution", "sync"],
    ["arn:aws:states:::states:startExecution.sync:2", "states", "startExecution", "sync:2"],
    ["arn:aws:states:::landbridge:runJob.sync", "landbridge", "runJob", "sync"],
    ["arn:aws:states:::aws-sdk:s3:getObject", "aws-sdk:s3", "getObject", "requestResponse"],
    [
      "arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken",
      "aws-sdk:sqs",
      "sendMessage",
      "waitForTaskToken",
    ],
  ] as const) {
    assert.deepEqual(parseResource(arn), integration(arn, service, action, pattern));
  }
});

test("what no Task can call is refused", () => {
  for (const arn of [
    "",
    "load",
    "arn:aws:lambda:eu-central-1:123456789012:load",
    "arn:aws:lambda:eu-central-1:1234:function:load",
    "arn:aws:lambda:eu-central-1:123456789012:function:",
    "arn:aws:states:eu-central-1:123456789012:activity:a b",
    "arn:aws:states:eu-central-1:123456789012:stateMachine:m",
    "arn:gcp:states:::lambda:invoke",
    "arn:aws:states:::lambda",
    "arn:aws:states:::lambda:invoke.sync",
    "arn:aws:states:::lambda:invoke.later",
    "arn:aws:states:::lambda:constructor",
    "arn:aws:states:::dynamodb:query",
    "arn:aws:states:::glue:startJobRun.sync:2",
    "arn:aws:states:::aws-sdk:s3:getObject.sync",
    "arn:aws:states:::lambda:invoke\n",
  ]) {
    assert.equal(parseResource(arn), undefined, arn);
  }
});

test("the hint names what there is instead", () => {
  assert.match(resourceHint("arn:aws:states:::lambda:invoke.sync"), /requestResponse, waitForTaskToken/);
  assert.match(resourceHint("arn:aws:states:::dynamodb:query"), /getItem.*aws-sdk:dynamodb/);
  assert.match(resourceHint("load"), /arn:aws:states:::lambda:invoke/);
});
