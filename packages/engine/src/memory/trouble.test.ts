import assert from "node:assert/strict";
import { test } from "node:test";
import { storeError } from "@landbridge/store";
import { type CommitFault, withFaults } from "@landbridge/store/faults";
import { type Bench, only, openBench, task } from "../../test/bench.ts";
import { isTrouble } from "../errors.ts";

// What the simulator found, reduced. In each, the store fails or a process dies at a bad moment.

test("a task's timeout beyond the horizon comes in time, though nothing else happens", async () => {
  // It stayed in memory for its task, and nobody remembered when it wanted to be woken.
  const bench = await openBench();
  await bench.define("m", only(task({ TimeoutSeconds: 300 })));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.settle();
  await bench.advance(301_000);
  assert.equal((await bench.engine.describe(id)).status, "FAILED");
  assert.ok((await bench.types(id)).includes("LambdaFunctionTimedOut"));
  await bench.close();
});

test("an execution that was read again leaves no call for attention behind when it is closed", async () => {
  // The row said 0, memory believed that it said null, and so null was never written.
  const first = await openBench();
  await first.define("m", only(task()));
  const { id } = await first.engine.start({ machine: "m", input: {} });
  const second = await first.restart();
  second.deliveries[0]?.reply.succeeded({});
  await second.settle();
  const row = await second.store.get("executions", id);
  assert.equal(row?.columns.status, "SUCCEEDED");
  assert.equal(row.columns.wakeAt, null);
  await second.close();
});

for (const fault of ["rejected", "lost-before", "lost-after"] as const)
  test(`a child that could not be started (${fault}) is started again, and fails nobody`, async () => {
    let faults: CommitFault[] = [];
    const bench = await openBench({
      wrap: (store) =>
        withFaults(store, {
          commit: ({ entries }) => {
            const isChild = entries.some(({ writes }) =>
              writes.some((write) => isStartOf(write.key, "child")),
            );
            return isChild ? faults.shift() : undefined;
          },
        }),
    });
    await bench.define("child", only({ Type: "Pass", Result: "done", End: true }));
    await bench.define("parent", only(childCall));
    faults = [fault];
    const { id } = await bench.engine.start({ machine: "parent", input: {} });
    await bench.advance(5_000);
    assert.deepEqual(faults, []);
    assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
    assert.equal((await bench.engine.list({ machine: "child", limit: 10 })).executions.length, 1);
    await bench.close();
  });

test("a child that could not be started as a read failed is started again", async () => {
  let failures = 0;
  const bench = await openBench({
    wrap: (store) => ({
      ...store,
      get: async (table, key) => {
        if (table !== "machines" || key !== "child" || failures === 0) return await store.get(table, key);
        failures -= 1;
        throw storeError("REJECTED", "the disk gave an error");
      },
    }),
  });
  await bench.define("child", only({ Type: "Pass", End: true }));
  await bench.define("parent", only(childCall));
  failures = 2;
  const { id } = await bench.engine.start({ machine: "parent", input: {} });
  await bench.advance(5_000);
  assert.equal(failures, 0);
  assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
  await bench.close();
});

test("a task that its runner could not deliver is delivered again, under the same token, until it is over", async () => {
  const bench = await openBench();
  await bench.define("m", only(task()));
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  bench.deliveries[0]?.reply.undelivered();
  await bench.advance(1_000);
  assert.equal(bench.deliveries.length, 2);
  assert.equal(bench.deliveries[1]?.order.token, bench.deliveries[0]?.order.token);
  bench.deliveries[1]?.reply.undelivered();
  await bench.engine.stopExecution(id, {});
  await bench.advance(5_000);
  assert.equal(bench.deliveries.length, 2);
  await bench.close();
});

test("nothing spins while recovery waits for its next try", async () => {
  // A scan that comes due just then was due for ever, as a tick leaves the scanning to recovery.
  let isAway = false;
  const bench = await openBench({
    wrap: (store) => ({
      ...store,
      commit: (entries) => (isAway ? Promise.reject(storeError("REJECTED", "away")) : store.commit(entries)),
    }),
  });
  await bench.define("m", only({ Type: "Wait", Seconds: 29, End: true }));
  bench.clock.jump(980);
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.settle();
  isAway = true;
  const fired = await countTimers(bench, 40_000);
  assert.ok(fired < 1_000, "forty seconds pass");
  isAway = false;
  await bench.advance(10_000);
  assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
  await bench.close();
});

test("what is read while memory is dropped is no word that a task is over", async () => {
  // The callback of an execution that was being read was called stale: its result was lost for good.
  let release = (): void => undefined;
  let isSlow = false;
  let isFailing = false;
  const bench = await openBench({
    wrap: (store) => ({
      ...withFaults(store, { commit: () => (isFailing ? "rejected" : undefined) }),
      get: async (table, key) => {
        if (table === "executions" && isSlow) {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
        return await store.get(table, key);
      },
    }),
  });
  const resource = "arn:aws:states:::lambda:invoke.waitForTaskToken";
  await bench.define("asks", only(task({ Resource: resource, Parameters: { FunctionName: "f" } })));
  await bench.define("other", only(task()));
  const { id } = await bench.engine.start({ machine: "asks", input: {} });
  bench.deliveries[0]?.reply.submitted({});
  await bench.settle();
  assert.equal(bench.engine.stats().residentExecutions, 0);
  const token = bench.deliveries[0]?.order.token ?? "";
  isSlow = true;
  const answer = bench.engine.finishTask(token, { kind: "succeeded", output: 1 });
  const refused = assert.rejects(answer, (error: unknown) => isTrouble(error));
  isFailing = true;
  await assert.rejects(bench.engine.start({ machine: "other", input: {} }));
  isSlow = false;
  isFailing = false;
  release();
  await refused;
  await bench.advance(1_000);
  await bench.engine.finishTask(token, { kind: "succeeded", output: 2 });
  assert.equal((await bench.engine.describe(id)).output, 2);
  await bench.close();
});

test("a commit that fails while memory is read again has it read once more", async () => {
  // The failure was not heeded, and the execution was held in memory, dead, until the next start.
  const faults: (CommitFault | undefined)[] = [];
  let release = (): void => undefined;
  let slowReads = 0;
  const bench = await openBench({
    wrap: (store) => ({
      ...withFaults(store, { commit: () => faults.shift() }),
      journal: async (from, limit) => {
        const rows = await store.journal(from, limit);
        if (slowReads > 0 && --slowReads === 0) {
          await new Promise<void>((resolve) => {
            release = resolve;
          });
        }
        return rows;
      },
    }),
  });
  await bench.define("m", {
    StartAt: "A",
    States: { A: { Type: "Wait", Seconds: 10, Next: "B" }, B: { Type: "Wait", Seconds: 10, End: true } },
  });
  const first = await bench.engine.start({ machine: "m", input: {} });
  const second = await bench.engine.start({ machine: "m", input: {} });
  // The first failure drops the memory; the first one is read, and the second is being read, when that one fails.
  faults.push("rejected", "rejected", "lost-after");
  slowReads = 2;
  await bench.advance(12_000);
  release();
  await bench.advance(30_000);
  for (const { id } of [first, second]) assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
  await bench.close();
});

test("an engine that was taken over reads nothing any more, and delivers nobody else's tasks", async () => {
  // Its timer went on: it read the open executions again, delivered their tasks, and spun on what was due.
  const old = await openBench();
  await old.define("m", only(task({ TimeoutSeconds: 50 })));
  await old.engine.start({ machine: "m", input: {} });
  const { epoch } = await old.store.acquire(0);
  await assert.rejects(old.engine.start({ machine: "m", input: {} }), (error: unknown) => isTrouble(error));
  assert.ok(epoch > 1);
  const delivered = old.deliveries.length;
  const fired = await countTimers(old, 120_000);
  assert.ok(fired < 100, `${fired} timers in two minutes`);
  assert.equal(old.deliveries.length, delivered);
  await old.close();
});

test("after the clock was set back, what is left in the store is still read in time", async () => {
  // The next reading of the store stayed where the clock had been, hours ahead.
  const bench = await openBench();
  await bench.define("m", only({ Type: "Wait", Seconds: 100, End: true }));
  bench.clock.jump(-3 * 3_600_000);
  const { id } = await bench.engine.start({ machine: "m", input: {} });
  await bench.settle();
  assert.equal(bench.engine.stats().residentExecutions, 0);
  // A timer of the system's clock fires after the time it was to wait, whatever the clock shows by then.
  await bench.engine.tick();
  await bench.advance(101_000);
  assert.equal((await bench.engine.describe(id)).status, "SUCCEEDED");
  await bench.close();
});

const childCall = {
  Type: "Task",
  Resource: "arn:aws:states:::states:startExecution.sync:2",
  Parameters: { StateMachineArn: "arn:aws:states:us-east-1:000000000000:stateMachine:child" },
  End: true,
} as const;

function isStartOf(key: string, machine: string): boolean {
  return key.startsWith(`${machine}\n`);
}

/** At most 1,000: more would mean that time stands still. */
async function countTimers(bench: Bench, forMs: number): Promise<number> {
  const { clock } = bench;
  const end = clock.now() + forMs;
  let fired = 0;
  for (; clock.earliest !== undefined && clock.earliest <= end && fired < 1_000; fired += 1) {
    clock.fireNext();
    await bench.settle();
  }
  return fired;
}
