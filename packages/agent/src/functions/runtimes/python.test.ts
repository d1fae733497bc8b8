import assert from "node:assert/strict";
import { suite, type TestContext, test } from "node:test";
import { forwardClock, type PoolUnderTest, poolUnderTest } from "../../../test/functions.ts";
import { folderFunction, lacks } from "../../../test/runtimes.ts";

const skip = lacks("python3", "--version", "install python3 to run them");

suite("Python functions", { skip }, () => {
  const python = (t: TestContext, source: string, more = {}, options = {}): PoolUnderTest => {
    const bench = poolUnderTest(t, options);
    bench.pool.define([folderFunction(t, { "app.py": source }, { runtime: "python", ...more })]);
    return bench;
  };

  test("the handler gets its event and Lambda's context", async (t) => {
    const source = `
import os
def handler(event, context):
    assert 0 < context.get_remaining_time_in_millis() <= 100000
    return [event["a"], context.function_name, context.memory_limit_in_mb, context.aws_request_id,
            context.invoked_function_arn, os.environ["AWS_EXECUTION_ENV"], os.environ["LAMBDA_TASK_ROOT"] == os.getcwd()]
`;
    const bench = python(t, source);
    const arn = "arn:aws:lambda:us-east-1:000000000000:function:f";
    const expected = ["ä", "f", "256", "request-1", arn, "AWS_Lambda_python3", true];
    assert.deepEqual(await bench.value({ a: "ä" }), expected);
  });

  test("one process serves many invocations, one after the other", async (t) => {
    const bench = python(
      t,
      "import os\nseen = []\ndef handler(event, context):\n    seen.append(event)\n    return [os.getpid(), len(seen)]\n",
    );
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => bench.value(index)));
    const all = answers as [number, number][];
    assert.equal(new Set(all.map(([pid]) => pid)).size, 1);
    assert.deepEqual(
      all.map(([, count]) => count).toSorted((a, b) => a - b),
      Array.from({ length: 50 }, (_, i) => i + 1),
    );
  });

  test("what it raises is the function's error, in the form of Lambda's Python", async (t) => {
    const bench = python(t, "def handler(event, context):\n    raise ValueError('no such row')\n");
    const result = await bench.call();
    assert.ok(result.kind === "failed");
    assert.deepEqual([result.errorType, result.errorMessage], ["ValueError", "no such row"]);
    const body = JSON.parse(result.body ?? "") as { stackTrace: string[]; requestId: string };
    assert.equal(body.requestId, "request-1");
    assert.equal(body.stackTrace.length, 1);
    assert.match(body.stackTrace[0] ?? "", /app\.py", line 2, in handler\n\s+raise ValueError/);
    assert.equal((await bench.call()).kind, "failed", "the process lives on");
  });

  const initErrors: readonly [string, string, string, string | RegExp][] = [
    [
      "a module that is not there",
      "nothing.handler",
      "",
      "Unable to import module 'nothing': No module named 'nothing'",
    ],
    ["a handler that is not there", "app.nothing", "x = 1\n", "Handler 'nothing' missing on module 'app'"],
    [
      "a syntax error",
      "app.handler",
      "def handler(:\n",
      /^Syntax error in module 'app': invalid syntax \(app\.py, line 1\)$/,
    ],
    [
      "an import that fails",
      "app.handler",
      "import no_such_thing\n",
      "Unable to import module 'app': No module named 'no_such_thing'",
    ],
    ["a module that raises", "app.handler", "raise RuntimeError('early')\n", "early"],
    ["a handler's name without a dot", "handler", "", /^Bad handler 'handler': not enough values to unpack/],
  ];
  for (const [what, handler, source, message] of initErrors) {
    test(`${what} is told as Lambda tells it`, async (t) => {
      const bench = python(t, source, { handler });
      const result = await bench.call();
      assert.ok(result.kind === "failed");
      if (typeof message === "string") assert.equal(result.errorMessage, message);
      else assert.match(result.errorMessage, message);
    });
  }

  test("a result that is no JSON is a marshalling error", async (t) => {
    const bench = python(t, "def handler(event, context):\n    return {1, 2}\n");
    const result = await bench.call();
    assert.ok(result.kind === "failed");
    assert.equal(result.errorType, "Runtime.MarshalError");
    assert.equal(
      result.errorMessage,
      "Unable to marshal response: Object of type set is not JSON serializable",
    );
  });

  test("one that takes too long is ended, and the next one is served", async (t) => {
    const source =
      "import time\ndef handler(event, context):\n    if event:\n        print('begun')\n        time.sleep(600)\n    return 'quick'\n";
    const clock = forwardClock();
    const bench = python(t, source, {}, { clock });
    const called = bench.call(true);
    await bench.line("begun");
    clock.forward(100_000);
    const late = await called;
    assert.ok(late.kind === "failed");
    assert.deepEqual(
      [late.errorType, late.errorMessage],
      ["Sandbox.Timedout", "RequestId: request-1 Error: Task timed out after 100.00 seconds"],
    );
    assert.equal(await bench.value(false), "quick");
  });

  test("one that ends its process fails alone", async (t) => {
    const bench = python(
      t,
      "import os\ndef handler(event, context):\n    if event: os._exit(3)\n    return 'lives'\n",
    );
    const [ended, next] = await Promise.all([bench.call(true), bench.call(false)]);
    assert.ok(ended.kind === "failed");
    assert.equal(ended.errorMessage, "RequestId: request-1 Error: Runtime exited with error: exit status 3");
    assert.deepEqual(next, { kind: "succeeded", payload: '"lives"' });
  });

  test("each line that is printed is its invocation's", async (t) => {
    const bench = python(t, "def handler(event, context):\n    print('hello', event)\n");
    for (const event of ["one", "two"]) await bench.value(event);
    assert.equal((await bench.line("hello two")).requestId, "request-2");
    assert.equal((await bench.line("hello one")).requestId, "request-1");
  });

  test("what goes through the root logger is written as Lambda writes it", async (t) => {
    const source = `
import logging
logger = logging.getLogger()
logger.setLevel(logging.INFO)
logging.basicConfig(format="not this")
def handler(event, context):
    logger.debug("too fine")
    logger.info("loaded %s", event)
`;
    const bench = python(t, source);
    await bench.value("seven");
    const { text, requestId } = await bench.line("loaded seven");
    assert.match(text, /^\[INFO\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\trequest-1\tloaded seven$/);
    assert.equal(requestId, "request-1");
    assert.ok(!bench.logs.some((line) => line.text.includes("too fine")));
  });

  test("what is raised is in its log with where it was raised", async (t) => {
    const bench = python(t, "def handler(event, context):\n    raise ValueError('no such row')\n");
    await bench.call();
    assert.equal((await bench.line("[ERROR]")).text, "[ERROR] ValueError: no such row");
    assert.match((await bench.line("app.py")).text, /line 2, in handler/);
  });

  test("the parent's environment is not the function's", async (t) => {
    process.env["A_SECRET_OF_THE_SERVER"] = "s3cret";
    t.after(() => delete process.env["A_SECRET_OF_THE_SERVER"]);
    const bench = python(t, "import os\ndef handler(event, context):\n    return dict(os.environ)\n", {
      environment: { MINE: "yes" },
    });
    const environment = (await bench.value()) as Record<string, string>;
    assert.equal(environment["A_SECRET_OF_THE_SERVER"], undefined);
    assert.equal(environment["MINE"], "yes");
    assert.equal(environment["_HANDLER"], "app.handler");
  });
});
