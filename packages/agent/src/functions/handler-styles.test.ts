import assert from "node:assert/strict";
import { test } from "node:test";
import { poolUnderTest } from "../../test/functions.ts";

const styles = {
  "an async handler": "export const handler = async (event) => event.n + 1;",
  "a handler that returns a value": "export const handler = (event) => event.n + 1;",
  "a handler that calls back":
    "export const handler = (event, context, callback) => callback(null, event.n + 1);",
  "a handler that calls back later":
    "export const handler = (event, context, callback) => { setTimeout(() => callback(null, event.n + 1), 1); };",
  "a handler that calls back and does not wait for the event loop":
    "export const handler = (event, context, callback) => { context.callbackWaitsForEmptyEventLoop = false; setInterval(() => {}, 1000); callback(null, event.n + 1); };",
  "a handler that calls context.done":
    "export const handler = (event, context) => { setTimeout(() => context.done(null, event.n + 1), 1); };",
  "a handler that calls context.succeed":
    "export const handler = (event, context) => { context.succeed(event.n + 1); };",
  "a handler with a thenable": "export const handler = (event) => ({ then: (done) => done(event.n + 1) });",
  "a handler that finds its function only through the default export":
    "export default { handler: async (event) => event.n + 1 };",
};

for (const [style, source] of Object.entries(styles)) {
  test(`${style} gives its value, twice`, async (t) => {
    const { only, value } = poolUnderTest(t);
    only(source);
    assert.equal(await value({ n: 1 }), 2);
    assert.equal(await value({ n: 2 }), 3);
  });
}

test("a callback's answer waits for an empty event loop unless the handler says otherwise", async (t) => {
  const { only, value } = poolUnderTest(t);
  only(`let late = 0;
    export const handler = (event, context, callback) => { const before = late; setTimeout(() => { late += 1; }, 20); callback(null, before); };`);
  assert.equal(await value(), 0);
  assert.equal(await value(), 1);
});

test("a handler that returns nothing answers null once nothing is left to do", async (t) => {
  const { only, value } = poolUnderTest(t);
  only("export const handler = () => {};");
  assert.equal(await value(), null);
  assert.equal(await value(), null);
});

test("undefined from an async handler is null", async (t) => {
  const { only, call } = poolUnderTest(t);
  only("export const handler = async () => {};");
  assert.deepEqual(await call(), { kind: "succeeded", payload: "null" });
});

const files = {
  "index.js":
    "const { sep } = require('node:path'); exports.handler = async (event) => [typeof sep, typeof require, event];",
  "index.cjs": "module.exports.handler = async (event) => ['string', typeof require, event];",
  "index.mjs": "export const handler = async (event) => ['string', 'function', event];",
  "index.ts":
    "type Event = { readonly a: number }; export const handler = async (event: Event): Promise<unknown[]> => ['string', 'function', event];",
};

for (const [file, source] of Object.entries(files)) {
  test(`${file} is loaded as what it is`, async (t) => {
    const { only, value } = poolUnderTest(t);
    only(source, { file });
    assert.deepEqual(await value({ a: 1 }), ["string", "function", { a: 1 }]);
  });
}

test("the handler may be named as in Lambda, with its module, and nested", async (t) => {
  const { pool, write, value } = poolUnderTest(t);
  const source = "export const api = { get: async () => 'got' };";
  pool.define([
    { ...write(source), name: "qualified", handler: "index.api.get" },
    { ...write(source), name: "bare", handler: "api.get" },
  ]);
  assert.equal(await value({}, "qualified"), "got");
  assert.equal(await value({}, "bare"), "got");
});

test("the context has Lambda's members, and the time left falls", async (t) => {
  const { pool, write } = poolUnderTest(t, { region: "eu-central-1", account: "123456789012" });
  pool.define([
    write(
      `export const handler = async (event, context) => {
        const before = context.getRemainingTimeInMillis();
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { ...context, before, after: context.getRemainingTimeInMillis() };
      };`,
      { name: "f", timeoutSeconds: 900, memoryMegabytes: 256 },
    ),
  ]);
  const result = await pool.invoke({ name: "f", payload: "{}", requestId: "r-1", clientContext: '{"a":1}' });
  assert.equal(result.kind, "succeeded");
  const { before, after, logStreamName, ...context } = JSON.parse(result.payload);
  assert.ok(before <= 900_000 && before > 800_000 && after < before);
  assert.match(logStreamName, /^\$LATEST\//);
  assert.deepEqual(context, {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: "$LATEST",
    functionName: "f",
    memoryLimitInMB: "256",
    logGroupName: "/aws/lambda/f",
    invokedFunctionArn: "arn:aws:lambda:eu-central-1:123456789012:function:f",
    awsRequestId: "r-1",
    clientContext: { a: 1 },
  });
});

test("the environment is Lambda's and the definition's, and holds nothing of the server's", async (t) => {
  process.env.LANDBRIDGE_TEST_SECRET = "of the server";
  t.after(() => delete process.env.LANDBRIDGE_TEST_SECRET);
  const { only, value } = poolUnderTest(t, { region: "eu-west-1" });
  only(
    "export const handler = async () => ({ ...process.env, argv: process.argv.length, cwd: process.cwd() });",
    {
      environment: { STAGE: "test", AWS_REGION: "elsewhere" },
    },
  );
  const seen = Object(await value());
  assert.equal(seen.STAGE, "test");
  assert.equal(seen.AWS_REGION, "eu-west-1");
  assert.equal(seen._HANDLER, "index.handler");
  assert.equal(seen.AWS_LAMBDA_FUNCTION_NAME, "f");
  assert.equal(seen.LAMBDA_TASK_ROOT, seen.cwd);
  assert.equal(seen.LANDBRIDGE_TEST_SECRET, undefined);
});
