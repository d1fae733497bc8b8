import assert from "node:assert/strict";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { withFaults } from "@landbridge/store/faults";
import { only, openBench, task } from "../test/bench.ts";

const callback = (more = {}) =>
  only({
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
    Parameters: { FunctionName: "f", Payload: { "token.$": "$$.Task.Token" } },
    End: true,
    ...more,
  });

const hasCode = (code: string) => (error: unknown) => error instanceof LandbridgeError && error.code === code;

test("an execution runs to its end, and its history says so", async () => {
  const bench = await openBench();
  await bench.define("m", only(task()));
  const { id } = await bench.engine.start({ machine: "m", input: { a: 1 } });
  bench.deliveries[0]?.reply.succeeded({ b: 2 });
  await bench.settle();
  assert.deepEqual(await bench.types(id), [
    "ExecutionStarted",
    "TaskStateEntered",
    "LambdaFunctionScheduled",
    "LambdaFunctionStarted",
    "LambdaFunctionSucceeded",
    "TaskStateExited",
    "ExecutionSucceeded",
  ]);
  const described = await bench.engine.describe(id);
  assert.equal(described.status, "SUCCEEDED");
  assert.deepEqual(described.output, { b: 2 });
  await bench.close();
});

test("a task under way at a crash is delivered again under the same token", async () => {
  const first = await openBench();
  await first.define("m", only(task()));
  const { id } = await first.engine.start({ machine: "m", input: {} });
  const token = first.deliveries[0]?.order.token;
  const second = await first.restart();
  assert.equal(second.deliveries[0]?.order.token, token);
  first.deliveries[0]?.reply.succeeded("late");
  second.deliveries[0]?.reply.succeeded("taken");
  second.deliveries[0]?.reply.succeeded("doubled");
  await second.settle();
  assert.equal((await second.engine.describe(id)).output, "taken");
  assert.equal((await second.types(id)).filter((type) => type === "ExecutionSucceeded").length, 1);
  await second.close();
});

test("a wait of an hour costs no memory, survives a restart, and ends on time", async () => {
  const hour = 3600;
  const first = await openBench();
  await first.define("m", only({ Type: "Wait", Seconds: hour, End: true }));
  const { id } = await first.engine.start({ machine: "m", input: {} });
  await first.settle();
  assert.equal(first.engine.stats().residentExecutions, 0);
  const second = await first.restart();
  await second.advance(hour * 1000 - 1000);
  assert.equal((await second.engine.describe(id)).status, "RUNNING");
  await second.advance(2000);
  assert.equal((await second.engine.describe(id)).status, "SUCCEEDED");
  await second.close();
});

test("a callback finds its execution by its token alone, once", async () => {
  const bench = await openBench();
  await bench.define("m", callback());
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  const { order, reply } = bench.deliveries[0] ?? assert.fail("it was delivered");
  assert.deepEqual(order.payload, { FunctionName: "f", Payload: { token: order.token } });
  reply.submitted({ StatusCode: 200 });
  await bench.settle();
  assert.equal(bench.engine.stats().residentExecutions, 0);
  await bench.engine.finishTask(order.token, { kind: "succeeded", output: 5 });
  assert.equal((await bench.engine.describe(id)).output, 5);
  const again = bench.engine.finishTask(order.token, { kind: "succeeded", output: 6 });
  await assert.rejects(again, hasCode("TaskTimedOut"));
  await bench.close();
});

test("a token that was not made here is refused, whatever it looks like", async () => {
  const bench = await openBench();
  await bench.define("m", callback());
  await bench.engine.start({ machine: "m", input: {} });
  const token = bench.deliveries[0]?.order.token ?? "";
  for (const made of [
    "",
    "x",
    token.slice(0, -1),
    `${token.slice(0, -1)}_`,
    token.replace(".1.", ".2."),
    "a".repeat(5000),
  ]) {
    await assert.rejects(bench.engine.finishTask(made, { kind: "heartbeat" }), hasCode("InvalidToken"), made);
  }
  await bench.close();
});

test("a task that shows no life is given up, and one that does is not", async () => {
  const bench = await openBench();
  await bench.define("m", callback({ HeartbeatSeconds: 10, TimeoutSeconds: 60 }));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  const { order, reply } = bench.deliveries[0] ?? assert.fail("it was delivered");
  reply.submitted({});
  for (let i = 0; i < 5; i += 1) {
    await bench.advance(9_000);
    await bench.engine.finishTask(order.token, { kind: "heartbeat" });
  }
  assert.equal((await bench.engine.describe(id)).status, "RUNNING");
  await bench.advance(11_000);
  const { status, failure } = await bench.engine.describe(id);
  assert.equal(status, "FAILED");
  assert.equal(failure?.error, "States.Timeout");
  await bench.close();
});

test("a retry waits its interval, over a restart too, and takes a fresh token", async () => {
  const first = await openBench();
  const Retry = [{ ErrorEquals: ["Oops"], IntervalSeconds: 30, MaxAttempts: 2 }];
  await first.define("m", only(task({ Retry })));
  const { id } = await first.engine.start({ machine: "m", input: {} });
  const one = first.deliveries[0] ?? assert.fail("it was delivered");
  one.reply.failed({ error: "Oops", cause: "once" });
  await first.settle();
  const second = await first.restart();
  await second.advance(29_000);
  assert.equal(second.deliveries.length, 0);
  await second.advance(2_000);
  const two = second.deliveries[0] ?? assert.fail("it was delivered again");
  assert.notEqual(two.order.token, one.order.token);
  await assert.rejects(
    second.engine.finishTask(one.order.token, { kind: "succeeded", output: 1 }),
    hasCode("TaskTimedOut"),
  );
  two.reply.succeeded("done");
  await second.settle();
  assert.equal((await second.engine.describe(id)).output, "done");
  await second.close();
});

test("the same name and input while it is open is the same execution; anything else is refused", async () => {
  const bench = await openBench();
  await bench.define("m", only(task()));
  const start = (input: number) => bench.engine.start({ machine: "m", name: "n", input });
  const [one, two] = await Promise.all([start(1), start(1)]);
  assert.equal(one.id, two.id);
  assert.notEqual(one.isRepeated, two.isRepeated);
  await assert.rejects(start(2), hasCode("ExecutionAlreadyExists"));
  bench.deliveries[0]?.reply.succeeded(null);
  await bench.settle();
  await assert.rejects(start(1), hasCode("ExecutionAlreadyExists"));
  assert.equal(bench.deliveries.length, 1);
  await bench.close();
});

test("a stop ends the execution and says whose tasks are not wanted any longer", async () => {
  const bench = await openBench();
  await bench.define("m", only(task()));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.engine.stopExecution(id, { error: "Stop", cause: "by hand" });
  assert.deepEqual(bench.cancelled, [bench.deliveries[0]?.order.token]);
  const { status, failure } = await bench.engine.describe(id);
  assert.equal(status, "ABORTED");
  assert.deepEqual(failure, { error: "Stop", cause: "by hand" });
  await bench.engine.stopExecution(id, {});
  await bench.close();
});

test("the definition's TimeoutSeconds ends an execution, over a restart too", async () => {
  const first = await openBench();
  await first.define("m", { TimeoutSeconds: 100, ...callback() });
  const { id } = await first.engine.start({ machine: "m", input: {} });
  first.deliveries[0]?.reply.submitted({});
  await first.settle();
  const second = await first.restart();
  await second.advance(101_000);
  assert.equal((await second.engine.describe(id)).status, "TIMED_OUT");
  await second.close();
});

for (const fault of ["rejected", "lost-before", "lost-after"] as const) {
  test(`a commit that fails (${fault}) loses nothing: memory is read again and the work goes on`, async () => {
    let failing = false;
    const bench = await openBench({
      wrap: (store) => withFaults(store, { commit: () => (failing ? fault : undefined) }),
    });
    await bench.define("m", only(task()));
    const { id } = await bench.engine.start({ machine: "m", input: {} });
    failing = true;
    bench.deliveries[0]?.reply.succeeded("kept");
    await bench.settle();
    assert.equal(bench.engine.isReady, false);
    await assert.rejects(bench.engine.start({ machine: "m", input: {} }), hasCode("EngineRecovering"));
    failing = false;
    await bench.advance(1_000);
    assert.equal(bench.engine.isReady, true);
    // Applied though it was said to be lost: then nothing is delivered again.
    bench.deliveries[1]?.reply.succeeded("kept");
    await bench.settle();
    assert.equal((await bench.engine.describe(id)).output, "kept");
    assert.equal(bench.deliveries.length, fault === "lost-after" ? 1 : 2);
    await bench.close();
  });
}

test("an engine whose partition was taken over stops and commits nothing", async () => {
  const first = await openBench();
  await first.define("m", only(task()));
  const { id } = await first.engine.start({ machine: "m", input: {} });
  const second = await openBench({ store: first.store, clock: first.clock });
  first.deliveries[0]?.reply.succeeded("old");
  await first.settle();
  assert.equal(first.engine.isReady, false);
  assert.equal((await second.engine.describe(id)).status, "RUNNING");
  second.deliveries[0]?.reply.succeeded("new");
  await second.settle();
  assert.equal((await second.engine.describe(id)).output, "new");
  await second.close();
});

const parent = (pattern: string) =>
  only({
    Type: "Task",
    Resource: `arn:aws:states:::states:startExecution${pattern}`,
    Parameters: {
      StateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:child",
      Input: { x: 1 },
    },
    End: true,
  });

for (const [pattern, output] of [
  [".sync", '{"y":2}'],
  [".sync:2", { y: 2 }],
] as const) {
  test(`a parent waits for its child (${pattern}), though everything restarts in between`, async () => {
    const first = await openBench();
    await first.define("child", only(task()));
    await first.define("parent", parent(pattern));
    const { id } = await first.engine.start({ machine: "parent", input: {} });
    await first.settle();
    const second = await first.restart();
    assert.equal(second.deliveries.length, 1);
    second.deliveries[0]?.reply.succeeded({ y: 2 });
    await second.settle();
    const described = await second.engine.describe(id);
    assert.equal(described.status, "SUCCEEDED");
    assert.deepEqual((described.output as { Output: unknown }).Output, output);
    assert.equal((await second.engine.list({ machine: "child", limit: 10 })).executions.length, 1);
    await second.close();
  });
}

test("a child's failure is its parent's, and a stopped parent stops its child", async () => {
  const bench = await openBench();
  await bench.define("child", only(task()));
  await bench.define("parent", parent(".sync:2"));
  const one = await bench.engine.start({ machine: "parent", input: {} });
  await bench.settle();
  bench.deliveries[0]?.reply.failed({ error: "Oops" });
  await bench.settle();
  const { failure } = await bench.engine.describe(one.id);
  assert.equal(failure?.error, "States.TaskFailed");
  assert.match(failure?.cause ?? "", /"Status":"FAILED"/);

  await bench.advance(1);
  const two = await bench.engine.start({ machine: "parent", input: {} });
  await bench.settle();
  await bench.engine.stopExecution(two.id, {});
  await bench.settle();
  const { executions } = await bench.engine.list({ machine: "child", limit: 10 });
  assert.deepEqual(
    executions.map((execution) => execution.status),
    ["ABORTED", "FAILED"],
  );
  await bench.close();
});

test("a loop without end fails at the history quota, and others go on meanwhile", async () => {
  const bench = await openBench();
  await bench.define("loop", {
    StartAt: "A",
    States: {
      A: { Type: "Pass", Next: "B" },
      B: { Type: "Choice", Choices: [{ Variable: "$.x", IsPresent: true, Next: "C" }], Default: "A" },
      C: { Type: "Succeed" },
    },
  });
  const { id } = await bench.engine.start({ machine: "loop", input: {} });
  await bench.advance(1_000);
  const { status, failure } = await bench.engine.describe(id);
  assert.equal(status, "FAILED");
  assert.match(failure?.cause ?? "", /maximum number of history events/);
  await bench.close();
});
