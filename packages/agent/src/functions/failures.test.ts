import assert from "node:assert/strict";
import { test } from "node:test";
import { forwardClock, poolUnderTest } from "../../test/functions.ts";
import type { FunctionError, InvocationResult } from "./contract.ts";
import { parseFunctionError } from "./failures.ts";

function failure(result: InvocationResult): FunctionError {
  if (result.kind !== "failed")
    throw new Error(`expected a failure, found ${JSON.stringify(result).slice(0, 200)}`);
  return result;
}

const handlerFaults = [
  ["an Error", "async () => { throw new TypeError('no'); }", "TypeError", /^no$/],
  [
    "an error of its own class",
    "async () => { class Full extends Error { name = 'Full' } throw new Full('up'); }",
    "Full",
    /^up$/,
  ],
  ["a thrown string", "async () => { throw 'text'; }", "string", /^text$/],
  ["a thrown undefined", "async () => { throw undefined; }", "undefined", /^undefined$/],
  [
    "a thrown object without a prototype",
    "async () => { throw Object.create(null); }",
    "handled",
    /could not be read/,
  ],
  ["a synchronous throw", "() => { throw new RangeError('far'); }", "RangeError", /^far$/],
  ["an error for the callback", "(e, c, callback) => callback(new Error('cb'))", "Error", /^cb$/],
  ["a text for the callback", "(e, c, callback) => callback('cb')", "string", /^cb$/],
  [
    "a result that is no JSON",
    "async () => { const a = {}; a.a = a; return a; }",
    "Error",
    /^Unable to stringify/,
  ],
  ["a bigint", "async () => 1n", "Error", /^Unable to stringify/],
  [
    "a result over the limit",
    "async () => 'x'.repeat(6_291_555)",
    "Function.ResponseSizeTooLarge",
    /^Response payload size exceeded maximum allowed payload size \(6291556 bytes\)\.$/,
  ],
  [
    "a promise that can never settle",
    "async () => { await new Promise(() => {}); }",
    "Runtime.NodeJsExit",
    /never settle/,
  ],
  [
    "exit 1",
    "async () => process.exit(1)",
    "Runtime.ExitError",
    /^RequestId: request-1 Error: Runtime exited with error: exit status 1$/,
  ],
  ["exit 0", "async () => process.exit(0)", "Runtime.ExitError", /exited without providing a reason$/],
  [
    "a signal",
    "async () => { process.kill(process.pid, 'SIGSEGV'); await new Promise((r) => setTimeout(r, 50_000)); }",
    "Runtime.ExitError",
    /signal: segmentation fault$/,
  ],
  [
    "an exception outside of the handler's promise",
    "async () => { setTimeout(() => { throw new Error('late'); }, 1); await new Promise((r) => setTimeout(r, 50_000)); }",
    "Error",
    /^late$/,
  ],
  [
    "a rejection that nobody handles",
    "async () => { Promise.reject(new Error('lost')); await new Promise((r) => setTimeout(r, 50_000)); }",
    "Runtime.UnhandledPromiseRejection",
    /lost/,
  ],
] as const;

for (const [what, handler, type, message] of handlerFaults) {
  test(`${what} fails its invocation alone, as ${type}`, async (t) => {
    const { only, call, value } = poolUnderTest(t);
    only(
      `const fault = ${handler}; export const handler = (e, c, callback) => (e.ok ? Promise.resolve(1) : fault(e, c, callback));`.replace(
        "export const handler = (e",
        what.startsWith("a promise") ? "export const handler = async (e" : "export const handler = (e",
      ),
    );
    const { errorType, errorMessage } = failure(await call());
    assert.equal(errorType, type);
    assert.match(errorMessage, message);
    assert.equal(await value({ ok: true }), 1);
  });
}

const startFaults = [
  [
    "a missing entry file",
    "",
    { entry: "/nowhere/index.mjs" },
    "Runtime.ImportModuleError",
    /Cannot find module/,
  ],
  [
    "a missing import",
    "import './nothing.mjs'; export const handler = async () => 1;",
    {},
    "Runtime.ImportModuleError",
    /nothing\.mjs/,
  ],
  ["a syntax error", "export const handler = async (", {}, "Runtime.UserCodeSyntaxError", /SyntaxError/],
  [
    "TypeScript that cannot be stripped",
    "enum E { A } export const handler = async () => E.A;",
    { file: "index.ts" },
    "Runtime.UserCodeSyntaxError",
    /enum/,
  ],
  [
    "no such handler",
    "export const other = 1;",
    {},
    "Runtime.HandlerNotFound",
    /^handler is undefined or not exported$/,
  ],
  [
    "a handler that is no function",
    "export const handler = 1;",
    {},
    "Runtime.HandlerNotFound",
    /^handler is not a function$/,
  ],
  ["an error while loading", "throw new RangeError('top')", {}, "RangeError", /^top$/],
  [
    "an exit while loading",
    "process.exit(3)",
    {},
    "Runtime.ExitError",
    /^RequestId: request-1 Error: Runtime exited with error: exit status 3$/,
  ],
] as const;

for (const [what, source, over, type, message] of startFaults) {
  test(`${what} fails what waits, as ${type}`, async (t) => {
    const { only, call } = poolUnderTest(t);
    only(source, over);
    for (const result of await Promise.all([call(), call()])) {
      assert.equal(failure(result).errorType, type);
    }
    assert.match(failure(await call()).errorMessage.replace(/request-3/, "request-1"), message);
  });
}

test("an environment that no process can be started with is a failed start", async (t) => {
  const { only, call } = poolUnderTest(t);
  only("export const handler = async () => 1;", { environment: { LARGE: "x".repeat(1 << 20) } });
  assert.equal(failure(await call()).errorType, "Runtime.StartFailed");
  only("export const handler = async () => 1;", { environment: { NUL: "\0" } });
  assert.equal(failure(await call()).errorType, "Runtime.StartFailed");
});

test("an error's trace is its stack, line by line", async (t) => {
  const { only, call } = poolUnderTest(t);
  only("export const handler = async () => { throw new Error('here'); };");
  const { trace } = failure(await call());
  assert.equal(trace[0], "Error: here");
  assert.match(trace[1] ?? "", /index\.mjs:1/);
});

test("a timeout fails with Lambda's words after the time given", async (t) => {
  const clock = forwardClock();
  const { only, call, value, line } = poolUnderTest(t, { clock });
  only("export const handler = async (e) => { if (e.ok) return 1; console.log('begun'); while (true); };");
  let isOver = false;
  const late = call().finally(() => {
    isOver = true;
  });
  await line("begun");
  clock.forward(50_000);
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(isOver, false);
  clock.forward(50_000);
  const { errorType, errorMessage } = failure(await late);
  assert.equal(errorType, "Sandbox.Timedout");
  assert.equal(errorMessage, "RequestId: request-1 Error: Task timed out after 100.00 seconds");
  assert.equal(await value({ ok: true }), 1);
});

test("a heap that outgrows the limit ends the worker, not the pool", async (t) => {
  const { only, call, value } = poolUnderTest(t);
  only(
    "const all = []; export const handler = async (e) => { if (e.ok) return 1; while (true) all.push({ a: [all.length] }); };",
    {
      memoryMegabytes: 64,
    },
  );
  assert.equal(failure(await call()).errorType, "Runtime.ExitError");
  assert.equal(await value({ ok: true }), 1);
});

test("memory outside of the heap counts too", { skip: process.platform !== "linux" }, async (t) => {
  const { only, call, line } = poolUnderTest(t);
  only(
    "export const handler = async () => { const all = []; for (;;) { all.push(Buffer.alloc(1 << 22, 1)); await new Promise((r) => setTimeout(r, 5)); } };",
    {
      memoryMegabytes: 64,
    },
  );
  assert.match(failure(await call()).errorMessage, /signal: killed$/);
  assert.equal((await line("out of memory")).requestId, "request-1");
});

test("what is no JSON is refused by the function, and what is too large before it", async (t) => {
  const { only, pool, value } = poolUnderTest(t);
  only("export const handler = async (e) => e.length ?? 1;");
  const invalid = await pool.invoke({ name: "f", payload: "{", requestId: "r" });
  assert.equal(failure(invalid).errorType, "InvalidRequestContentException");
  const large = await pool.invoke({ name: "f", payload: `"${"x".repeat(6 * 1024 * 1024)}"`, requestId: "r" });
  assert.equal(failure(large).errorType, "RequestEntityTooLargeException");
  const longId = await pool.invoke({ name: "f", payload: "1", requestId: "r".repeat(2000) });
  assert.equal(failure(longId).errorType, "InvalidParameterValueException");
  assert.equal(await value({ length: 5 }), 5);
});

test("an unknown function is not found", async (t) => {
  const { call } = poolUnderTest(t);
  assert.deepEqual(await call({}, "nobody"), { kind: "not-found" });
});

test("an error that is none is said to be that", () => {
  for (const text of ["", "{", "null", "[]", '{"errorType":1,"errorMessage":""}']) {
    assert.equal(parseFunctionError(text).errorType, "Runtime.InvalidError");
  }
});
