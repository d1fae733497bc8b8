import assert from "node:assert/strict";
import { test } from "node:test";
import { parseResource } from "@landbridge/asl";
import { epochMs, type Json } from "@landbridge/model";
import { type Invocation, isLambdaCall, type LambdaCall, lambdaCallOf, lambdaOutcome } from "./lambda.ts";
import type { TaskOutcome } from "./outcome.ts";

const answer = {
  requestId: "0a1b2c3d-0000-4000-8000-000000000001",
  at: epochMs(1_700_000_000_000),
  home: "us-east-1:000000000000",
};

function resourceOf(arn: string): NonNullable<ReturnType<typeof parseResource>> {
  const resource = parseResource(arn);
  assert.ok(resource, arn);
  return resource;
}

const byArn = resourceOf("arn:aws:lambda:us-east-1:000000000000:function:f");
const byInvoke = resourceOf("arn:aws:states:::lambda:invoke");
const byCallback = resourceOf("arn:aws:states:::lambda:invoke.waitForTaskToken");

function callOf(resource: typeof byArn, payload: Json): LambdaCall {
  const call = lambdaCallOf({ resource, payload });
  assert.ok(call !== undefined && isLambdaCall(call), JSON.stringify(call));
  return call;
}

function outcome(resource: typeof byArn, payload: Json, invocation: Invocation): TaskOutcome {
  return lambdaOutcome(resource, callOf(resource, payload), invocation, answer);
}

test("a function is named by its name, by its ARN or by a part of it, with a qualifier or without", () => {
  const named = (name: string, more: Record<string, Json> = {}): readonly string[] => {
    const { functionName, qualifier } = callOf(byInvoke, { FunctionName: name, ...more });
    return [functionName, qualifier];
  };
  assert.deepEqual(named("f"), ["f", "$LATEST"]);
  assert.deepEqual(named("f:7"), ["f", "7"]);
  assert.deepEqual(named("f", { Qualifier: "live" }), ["f", "live"]);
  assert.deepEqual(named("000000000000:function:f"), ["f", "$LATEST"]);
  assert.deepEqual(named("arn:aws:lambda:eu-north-1:000000000000:function:f:live"), ["f", "live"]);
});

test("a Payload that is text is the body itself, one that is absent or null an empty object", () => {
  const payloadOf = (more: Record<string, Json>): Json =>
    callOf(byInvoke, { FunctionName: "f", ...more }).payload;
  assert.deepEqual(payloadOf({}), {});
  assert.deepEqual(payloadOf({ Payload: null }), {});
  assert.equal(payloadOf({ Payload: '"text"' }), "text");
  assert.deepEqual(payloadOf({ Payload: { a: [1] } }), { a: [1] });
  assert.equal(callOf(byArn, "text").payload, "text");
});

test("what cannot be invoked is the task's failure, before anything is called", () => {
  const noName = lambdaCallOf({ resource: byInvoke, payload: {} });
  const noJson = lambdaCallOf({ resource: byInvoke, payload: { FunctionName: "f", Payload: "not json" } });
  assert.deepEqual(
    [noName, noJson].map((one) => one !== undefined && "failure" in one && one.failure.error),
    ["States.Runtime", "Lambda.InvalidRequestContentException"],
  );
  assert.equal(
    lambdaCallOf({ resource: resourceOf("arn:aws:states:::sns:publish"), payload: {} }),
    undefined,
  );
});

test("by ARN the result is the function's; by invoke it is the whole answer", () => {
  const invocation: Invocation = { kind: "succeeded", payload: '{"a":1}' };
  assert.deepEqual(outcome(byArn, {}, invocation), { kind: "succeeded", output: { a: 1 } });
  const whole = outcome(byInvoke, { FunctionName: "f:3" }, invocation);
  assert.ok(whole.kind === "succeeded");
  assert.deepEqual(Object.keys(whole.output as object), [
    "ExecutedVersion",
    "Payload",
    "SdkHttpMetadata",
    "SdkResponseMetadata",
    "StatusCode",
  ]);
  const { Payload, ExecutedVersion, SdkResponseMetadata } = whole.output as Record<string, Json>;
  assert.deepEqual(
    [Payload, ExecutedVersion, SdkResponseMetadata],
    [{ a: 1 }, "3", { RequestId: answer.requestId }],
  );
});

test("a callback's answer is told, and does not end the task", () => {
  const told = outcome(byCallback, { FunctionName: "f" }, { kind: "succeeded", payload: "null" });
  assert.equal(told.kind, "submitted");
});

test("a function that throws names the error itself", () => {
  const invocation: Invocation = {
    kind: "failed",
    errorType: "NoDisk",
    errorMessage: "full",
    trace: ["at x"],
  };
  const cause = '{"errorType":"NoDisk","errorMessage":"full","trace":["at x"]}';
  for (const resource of [byArn, byInvoke, byCallback]) {
    const { kind, ...rest } = outcome(resource, { FunctionName: "f" }, invocation);
    assert.deepEqual([kind, rest], ["failed", { failure: { error: "NoDisk", cause } }]);
  }
  const nameless = outcome(byArn, {}, { ...invocation, errorType: "" });
  assert.ok(nameless.kind === "failed");
  assert.equal(nameless.failure.error, "Lambda.Unknown");
});

test("what Lambda itself refuses is worded as AWS words it", () => {
  const missing = outcome(byInvoke, { FunctionName: "f" }, { kind: "not-found" });
  assert.deepEqual(missing, {
    kind: "failed",
    failure: {
      error: "Lambda.ResourceNotFoundException",
      cause: `Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:$LATEST (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: ${answer.requestId}; Proxy: null)`,
    },
  });
  const throttled = outcome(byArn, {}, { kind: "throttled" });
  assert.ok(throttled.kind === "failed");
  assert.equal(throttled.failure.error, "Lambda.TooManyRequestsException");
});
