import assert from "node:assert/strict";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { type Bench, only, openBench, task } from "../../test/bench.ts";

const hasCode = (code: string) => (error: unknown) => error instanceof LandbridgeError && error.code === code;
const day = 86_400_000;

async function failed(): Promise<{ bench: Bench; id: string }> {
  const bench = await openBench();
  await bench.define("m", only(task()));
  const { id } = await bench.engine.start({ machine: "m", input: { a: 1 } });
  bench.deliveries[0]?.reply.failed({ error: "Boom", cause: "dark" });
  await bench.settle();
  return { bench, id };
}

test("a failed execution goes on from the failed task under its own ARN, and tells of it", async () => {
  const { bench, id } = await failed();
  const before = await bench.engine.describe(id);
  assert.deepEqual(before.redrive, { status: "REDRIVABLE" });
  assert.equal(before.redriveCount, 0);
  const redriven = await bench.engine.redrive(before.arn);
  assert.equal(redriven.arn, before.arn);
  assert.equal(redriven.redriveCount, 1);
  const running = await bench.engine.describe(id);
  assert.equal(running.status, "RUNNING");
  assert.equal(running.stoppedAt, null);
  assert.equal(running.redrivenAt, redriven.redrivenAt);
  assert.equal(running.redrive.reason, "Execution is RUNNING and cannot be redriven");
  await bench.settle();
  assert.notEqual(bench.deliveries[1]?.order.token, bench.deliveries[0]?.order.token);
  bench.deliveries[1]?.reply.succeeded("second");
  await bench.settle();
  const after = await bench.engine.describe(id);
  assert.deepEqual([after.status, after.output, after.redriveCount], ["SUCCEEDED", "second", 1]);
  assert.deepEqual((await bench.types(id)).slice(3, 8), [
    "LambdaFunctionStarted",
    "LambdaFunctionFailed",
    "ExecutionFailed",
    "ExecutionRedriven",
    "LambdaFunctionScheduled",
  ]);
  await bench.close();
});

test("a redrive survives a crash right after its answer, and the task comes under the same token", async () => {
  const { bench, id } = await failed();
  await bench.engine.redrive(id);
  await bench.settle();
  const token = bench.deliveries[1]?.order.token;
  const second = await bench.restart();
  assert.equal((await second.engine.describe(id)).status, "RUNNING");
  assert.equal(second.deliveries[0]?.order.token, token);
  second.deliveries[0]?.reply.succeeded("done");
  await second.settle();
  assert.equal((await second.engine.describe(id)).output, "done");
  await second.close();
});

test("the same client token redrives once; after 15 minutes it is forgotten", async () => {
  const { bench, id } = await failed();
  const first = await bench.engine.redrive(id, { clientToken: "t" });
  bench.deliveries[1]?.reply.failed({ error: "Boom" });
  await bench.settle();
  const again = await bench.engine.redrive(id, { clientToken: "t" });
  assert.deepEqual(again, { ...first, isRepeated: true });
  assert.equal((await bench.engine.describe(id)).status, "FAILED");
  await bench.advance(16 * 60_000);
  assert.equal((await bench.engine.redrive(id, { clientToken: "t" })).redriveCount, 2);
  await assert.rejects(
    bench.engine.redrive(id, { clientToken: "with space" }),
    hasCode("ValidationException"),
  );
  await bench.close();
});

test("what runs, what succeeded, and what ended 14 days ago is not redriven, and the reason is told", async () => {
  const { bench, id } = await failed();
  bench.clock.jump(14 * day + 1);
  const { redrive } = await bench.engine.describe(id);
  assert.deepEqual(redrive, { status: "NOT_REDRIVABLE", reason: "Execution redrivable period exceeded" });
  await assert.rejects(bench.engine.redrive(id), hasCode("ExecutionNotRedrivable"));
  const other = await bench.engine.start({ machine: "m", input: {} });
  await assert.rejects(bench.engine.redrive(other.id), hasCode("ExecutionNotRedrivable"));
  bench.deliveries.at(-1)?.reply.succeeded(1);
  await bench.settle();
  await assert.rejects(bench.engine.redrive(other.id), hasCode("ExecutionNotRedrivable"));
  await assert.rejects(bench.engine.redrive("nothing"), hasCode("ExecutionDoesNotExist"));
  await bench.close();
});

test("of two that redrive at once one is refused, and the task is run once", async () => {
  const { bench, id } = await failed();
  const outcomes = await Promise.allSettled([bench.engine.redrive(id), bench.engine.redrive(id)]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  await bench.settle();
  assert.equal(bench.deliveries.length, 2);
  assert.equal((await bench.types(id)).filter((type) => type === "ExecutionRedriven").length, 1);
  await bench.close();
});

test("an execution that was stopped is redriven, too", async () => {
  const bench = await openBench();
  await bench.define("m", only(task()));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.engine.stopExecution(id, { error: "Halt" });
  await bench.engine.redrive(id);
  await bench.settle();
  bench.deliveries.at(-1)?.reply.succeeded("on");
  await bench.settle();
  assert.equal((await bench.engine.describe(id)).output, "on");
  await bench.close();
});
