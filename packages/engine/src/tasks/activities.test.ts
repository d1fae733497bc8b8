import assert from "node:assert/strict";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { only, openBench, task } from "../../test/bench.ts";

const arn = "arn:aws:states:us-east-1:000000000000:activity:a";
const definition = only(task({ Resource: arn }));

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof LandbridgeError && error.code === code;
}

test("a worker that waits gets the next task, and it is its own once that is committed", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  await bench.define("m", definition);
  bench.engine.activities.create(arn);
  const polled = bench.engine.activities.poll(arn, "worker-1");
  const { id } = await bench.engine.start({ machine: "m", input: { a: 1 } });
  const found = await polled;
  assert.deepEqual(found?.input, { a: 1 });
  const started = (await bench.events(id)).find((event) => event.type === "ActivityStarted");
  assert.deepEqual(started?.details, { workerName: "worker-1" });
  await bench.engine.finishTask(found?.token ?? "", { kind: "succeeded", output: 2 });
  assert.equal((await bench.engine.describe(id)).output, 2);
});

test("a task that came before its worker waits, oldest first, and goes to one worker only", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  await bench.define("m", definition);
  bench.engine.activities.create(arn);
  for (const input of [1, 2]) await bench.engine.start({ machine: "m", input });
  const found = await Promise.all([bench.engine.activities.poll(arn), bench.engine.activities.poll(arn)]);
  assert.deepEqual(
    found.map((one) => one?.input),
    [1, 2],
  );
});

test("after a restart a task that no worker has taken is offered again, one that is taken is not", async (t) => {
  const before = await openBench();
  await before.define("m", definition);
  before.engine.activities.create(arn);
  for (const input of ["taken", "open"]) await before.engine.start({ machine: "m", input });
  const taken = await before.engine.activities.poll(arn);
  const bench = await before.restart();
  t.after(() => bench.close());
  bench.engine.activities.create(arn);
  const offered = await bench.engine.activities.poll(arn);
  assert.deepEqual([taken?.input, offered?.input], ["taken", "open"]);
  const none = bench.engine.activities.poll(arn);
  await bench.advance(61_000);
  assert.equal(await none, undefined);
  await bench.engine.finishTask(taken?.token ?? "", { kind: "succeeded", output: null });
});

test("a worker goes away empty-handed after a minute, when it hangs up, and when the activity is deleted", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  bench.engine.activities.create(arn);
  const gone = new AbortController();
  const polls = [
    bench.engine.activities.poll(arn),
    bench.engine.activities.poll(arn, "hangs-up", gone.signal),
  ];
  gone.abort();
  assert.equal(await polls[1], undefined);
  await bench.advance(60_000);
  assert.equal(await polls[0], undefined);
  const last = bench.engine.activities.poll(arn);
  bench.engine.activities.delete(arn);
  assert.equal(await last, undefined);
  await assert.rejects(bench.engine.activities.poll(arn), hasCode("ActivityDoesNotExist"));
});

test("a task whose execution was stopped is handed to nobody", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  await bench.define("m", definition);
  bench.engine.activities.create(arn);
  const { id } = await bench.engine.start({ machine: "m", input: 1 });
  await bench.engine.stopExecution(id, {});
  const polled = bench.engine.activities.poll(arn);
  await bench.advance(60_000);
  assert.equal(await polled, undefined);
});

test("a state machine may be the worker of another one's activity", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  bench.engine.activities.create(arn);
  await bench.define("m", definition);
  await bench.define("worker", {
    StartAt: "Get",
    States: {
      Get: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:sfn:getActivityTask",
        Parameters: { ActivityArn: arn, WorkerName: "w" },
        Next: "Answer",
      },
      Answer: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess",
        Parameters: { "Output.$": "$.Input", "TaskToken.$": "$.TaskToken" },
        End: true,
      },
    },
  });
  const worker = await bench.engine.start({ machine: "worker", input: {} });
  const { id } = await bench.engine.start({ machine: "m", input: { a: 1 } });
  await bench.settle();
  assert.deepEqual((await bench.engine.describe(id)).output, { a: 1 });
  assert.deepEqual((await bench.engine.describe(worker.id)).output, {});
});

test("a token that is none fails the task that sends it, in AWS's words", async (t) => {
  const bench = await openBench();
  t.after(() => bench.close());
  const Resource = "arn:aws:states:::aws-sdk:sfn:sendTaskSuccess";
  await bench.define("m", only(task({ Resource, Parameters: { Output: "x", TaskToken: "made up" } })));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.settle();
  const { failure } = await bench.engine.describe(id);
  assert.equal(failure?.error, "Sfn.InvalidTokenException");
  assert.match(failure?.cause ?? "", /^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, /);
});
