import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { type TestContext, test } from "node:test";
import { type PoolUnderTest, poolUnderTest } from "../../../test/functions.ts";
import { folderFunction } from "../../../test/runtimes.ts";

/** A runtime of the function's own, in the Node that runs the test. */
function bootstrap(body: string): string {
  return `#!${process.execPath}
const api = "http://" + process.env.AWS_LAMBDA_RUNTIME_API + "/2018-06-01/runtime";
const post = (path, body, headers = {}) => fetch(api + path, { method: "POST", body, headers });
const next = async () => {
  const response = await fetch(api + "/invocation/next");
  return { id: response.headers.get("lambda-runtime-aws-request-id"), headers: response.headers, text: await response.text() };
};
(async () => { ${body} })();
`;
}

function provided(t: TestContext, body: string, more = {}): PoolUnderTest {
  const bench = poolUnderTest(t);
  const files = { bootstrap: bootstrap(body) };
  bench.pool.define([folderFunction(t, files, { runtime: "provided", ...more })]);
  return bench;
}

const echo =
  "for (;;) { const { id, text } = await next(); await post(`/invocation/${id}/response`, text); }";

test("a runtime of its own serves the function through Lambda's Runtime API", async (t) => {
  const bench = provided(t, echo);
  const events = Array.from({ length: 20 }, (_, index) => ({ index, text: "ä\u{1f600}" }));
  assert.deepEqual(await Promise.all(events.map((event) => bench.value(event))), events);
});

test("it is told what Lambda tells", async (t) => {
  const bench = provided(
    t,
    `const { id, headers } = await next();
     const told = ["lambda-runtime-invoked-function-arn", "lambda-runtime-client-context"].map((name) => headers.get(name));
     const leftMs = Number(headers.get("lambda-runtime-deadline-ms")) - Date.now();
     await post("/invocation/" + id + "/response", JSON.stringify([told, leftMs > 0 && leftMs <= 100000, process.env._HANDLER]));
     await next();`,
  );
  const result = await bench.pool.invoke({
    name: "f",
    payload: "{}",
    requestId: "r",
    clientContext: '{"custom":{"a":"ä"}}',
  });
  assert.ok(result.kind === "succeeded");
  const [told, isInTime, handler] = JSON.parse(result.payload) as [string[], boolean, string];
  assert.equal(told[0], "arn:aws:lambda:us-east-1:000000000000:function:f");
  assert.deepEqual(JSON.parse(told[1] ?? ""), { custom: { a: "ä" } });
  assert.deepEqual([isInTime, handler], [true, "app.handler"]);
});

test("an error that it reports is the function's, as it was written", async (t) => {
  const bench = provided(
    t,
    `for (;;) { const { id } = await next();
       const body = JSON.stringify({ errorType: "Shop.Closed", errorMessage: "come tomorrow", stackTrace: ["a", "b"] });
       await post("/invocation/" + id + "/error", body, { "lambda-runtime-function-error-type": "Unhandled" }); }`,
  );
  const result = await bench.call();
  assert.ok(result.kind === "failed");
  const { errorType, errorMessage, trace, body } = result;
  assert.deepEqual(
    { errorType, errorMessage, trace },
    { errorType: "Shop.Closed", errorMessage: "come tomorrow", trace: ["a", "b"] },
  );
  assert.deepEqual(JSON.parse(body ?? ""), { errorType, errorMessage, stackTrace: trace });
});

test("a start that fails is told in the words of the runtime", async (t) => {
  const bench = provided(
    t,
    `await post("/init/error", JSON.stringify({ errorType: "Runtime.NoSuchHandler", errorMessage: "none" })); process.exit(1);`,
  );
  const result = await bench.call();
  assert.ok(result.kind === "failed");
  assert.deepEqual([result.errorType, result.errorMessage], ["Runtime.NoSuchHandler", "none"]);
});

test("a runtime that just ends is told as Lambda tells it", async (t) => {
  const result = await provided(t, "process.exit(7);").call();
  assert.ok(result.kind === "failed");
  assert.deepEqual(
    [result.errorType, result.errorMessage],
    ["Runtime.ExitError", "RequestId: request-1 Error: Runtime exited with error: exit status 7"],
  );
});

test("a folder without a bootstrap is told at once", async (t) => {
  const bench = poolUnderTest(t);
  bench.pool.define([folderFunction(t, { "other.txt": "" }, { runtime: "provided" })]);
  const result = await bench.call();
  assert.ok(result.kind === "failed");
  assert.match(result.errorMessage, /bootstrap/);
});

test("answers that are out of turn are refused and harm nobody", async (t) => {
  const bench = provided(
    t,
    `const { id } = await next();
     const again = await fetch(api + "/invocation/next");
     const other = await post("/invocation/nobody/response", "1");
     const lost = await fetch(api + "/nothing");
     await post("/invocation/" + id + "/response", JSON.stringify([again.status, other.status, lost.status]));
     const twice = await post("/invocation/" + id + "/response", "2");
     const second = await next();
     await post("/invocation/" + second.id + "/response", JSON.stringify(twice.status));
     await next();`,
  );
  assert.deepEqual(await bench.value(), [403, 400, 404]);
  assert.equal(await bench.value(), 400);
});

test("an answer that is too large is refused, and the invocation has an outcome", async (t) => {
  const bench = provided(
    t,
    `const { id } = await next();
     const { status } = await post("/invocation/" + id + "/response", JSON.stringify("x".repeat(7 * 1024 * 1024)));
     const second = await next();
     await post("/invocation/" + second.id + "/response", String(status));
     await next();`,
  );
  const result = await bench.call();
  assert.ok(result.kind === "failed");
  assert.equal(result.errorType, "Function.ResponseSizeTooLarge");
  assert.equal(await bench.value(), 413);
});

test("its port takes no connection of another user", {
  skip: process.getuid?.() !== 0 && "needs root",
}, async (t) => {
  const bench = provided(
    t,
    `const { id } = await next();
     await post("/invocation/" + id + "/response", JSON.stringify(process.env.AWS_LAMBDA_RUNTIME_API));
     await next();`,
  );
  const [host = "", port = ""] = String(await bench.value()).split(":");
  const ask = `exec 3<>/dev/tcp/${host}/${port}; printf 'GET /2018-06-01/runtime/nothing HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3`;
  const askedBy = (uid: number): Promise<string> =>
    new Promise((resolve) => {
      execFile("bash", ["-c", ask], { uid, timeout: 60_000 }, (_error, out) => resolve(out));
    });
  assert.match(await askedBy(0), /^HTTP\/1\.1 404/);
  assert.equal(await askedBy(65_534), "");
});
