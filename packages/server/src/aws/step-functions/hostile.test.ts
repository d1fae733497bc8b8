import assert from "node:assert/strict";
import { test } from "node:test";
import { type StepFunctionsOperation, stepFunctionsOperations, stepFunctionsShape } from "@landbridge/api";
import fc from "fast-check";
import { startStepFunctions } from "../../../test/step-functions-server.ts";

// Whatever a client with a valid key sends: an answer below 500, in the form of AWS JSON, and nothing in the log.

const operations = Object.keys(stepFunctionsOperations) as StepFunctionsOperation[];
const machineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:m";
const texts = [
  "",
  "x",
  "{",
  "{}",
  "null",
  "[]",
  "\u0000",
  "__proto__",
  "\ud800",
  "a".repeat(300),
  "arn:aws:states",
  "arn:aws:states:us-east-1:000000000000:stateMachine:",
  machineArn,
  `${machineArn}:1`,
  `${machineArn}:alias`,
  `${machineArn}/label`,
  machineArn.replace("stateMachine:m", "execution:m:x"),
  machineArn.replace("stateMachine:m", "activity:a"),
  machineArn.replace("stateMachine:m", "mapRun:m/l:00000000-0000-4000-8000-000000000000"),
  "[".repeat(100_000),
  '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
];
const value = fc.oneof(
  { maxDepth: 3 },
  fc.constantFrom<unknown>(...texts, 0, -1, 1e308, 1.5, 2 ** 53, true, null, [], {}, [null], { key: null }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Bodies that name the operation's own members, with anything in them. */
function bodyOf(operation: StepFunctionsOperation): fc.Arbitrary<string> {
  const names = Object.keys(stepFunctionsShape(operation).members);
  const members = fc.dictionary(fc.constantFrom(...names, "__proto__", "more"), value, { maxKeys: 6 });
  return fc.oneof(
    { weight: 6, arbitrary: members.map((given) => JSON.stringify(given)) },
    { weight: 1, arbitrary: fc.constantFrom("", "null", "[]", "{", '"', "\u0000", "[".repeat(200_000)) },
    { weight: 1, arbitrary: fc.string() },
  );
}

test("no body and no header of a caller with a key is answered with 500", async (context) => {
  const server = await startStepFunctions(context);
  const pair = await server.pairOf({ scopes: ["admin"] });
  for (const operation of operations) {
    // It waits a minute for work, as it should, once it is asked of an activity that there is.
    const runs = operation === "GetActivityTask" ? 10 : 25;
    await fc.assert(
      fc.asyncProperty(bodyOf(operation), async (body) => {
        const response = await server.send({
          service: "states",
          pair,
          headers: { "x-amz-target": `AWSStepFunctions.${operation}`, "content-type": "text/plain" },
          body,
        });
        const text = await response.text();
        assert.ok(response.status < 500, `${operation} ${body.slice(0, 300)}: ${response.status} ${text}`);
        assert.ok(response.ok || typeof JSON.parse(text).__type === "string", text);
        assert.equal(response.headers.get("content-type"), "application/x-amz-json-1.0");
        assert.match(response.headers.get("x-amzn-requestid") ?? "", /^[0-9a-f-]{36}$/);
      }),
      { numRuns: runs },
    );
  }
  for (const target of [
    "AWSStepFunctions.",
    "AWSStepFunctions.toString",
    "AWSStepFunctions.Start.Execution",
  ]) {
    const response = await server.send({
      service: "states",
      pair,
      headers: { "x-amz-target": target },
      body: "{}",
    });
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as { __type: string }).__type, "UnknownOperationException");
  }
  assert.deepEqual(
    [...server.lines, ...server.groundLines].filter((line) => line.includes("a request failed")),
    [],
  );
});
