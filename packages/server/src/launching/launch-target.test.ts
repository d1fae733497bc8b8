import assert from "node:assert/strict";
import { test } from "node:test";
import { createEngine, type Engine } from "@landbridge/engine";
import { epochMs, type Seed } from "@landbridge/model";
import { createVirtualClock } from "@landbridge/model/virtual-clock";
import type { Launch } from "@landbridge/scheduler";
import type { Store } from "@landbridge/store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { createLaunchTarget } from "./launch-target.ts";

const due = epochMs(1_700_000_000_000);

const launch: Launch = {
  schedule: "nightly",
  due,
  attempt: 1,
  target: { kind: "state-machine", stateMachine: "m" },
  input: {},
  launchKey: `nightly-${due}`,
  also: {
    guards: [{ kind: "absent", table: "occurrences", key: "nightly" }],
    writes: [
      {
        kind: "insert",
        table: "occurrences",
        key: "nightly",
        columns: { schedule: "nightly", status: "FIRED", due },
        body: "{}",
      },
    ],
  },
};

async function openGround(): Promise<{ readonly engine: Engine; readonly store: Store }> {
  const store = await openSqliteStore({ memory: true });
  const { epoch } = await store.acquire(0);
  const engine = createEngine({
    store,
    partition: 0,
    epoch: () => epoch,
    clock: createVirtualClock(),
    random: { seed: (): Seed => [1, 2, 3, 4] },
    tokenKey: new Uint8Array(32),
    home,
    tasks: { start: () => {}, cancel: () => {} },
  });
  const definition = JSON.stringify({
    StartAt: "W",
    States: { W: { Type: "Wait", Seconds: 60, End: true } },
  });
  const roleArn = "arn:aws:iam::000000000000:role/r";
  const part = await engine.machineWrites([{ name: "m", type: "STANDARD", roleArn, definition }], []);
  await store.commit([{ partition: 0, epoch, ...part }]);
  await engine.recover();
  return { engine, store };
}

const home = { partition: "aws", region: "us-east-1", account: "000000000000" } as const;
const noJobs = (): never => assert.fail("no job is launched");

test("a launch that was made before is a duplicate", async () => {
  const { engine, store } = await openGround();
  const target = createLaunchTarget({ jobs: noJobs, engine: () => engine, store, home });
  assert.equal((await target(launch)).kind, "launched");
  assert.equal((await target(launch)).kind, "duplicate");
});

test("an occurrence is not lost though somebody else took its execution's name", async () => {
  const { engine, store } = await openGround();
  const target = createLaunchTarget({ jobs: noJobs, engine: () => engine, store, home });
  for (const input of [{}, { other: true }]) {
    await engine.start({ machine: "m", name: launch.launchKey, input }).catch(() => undefined);
    const outcome = await target(launch);
    assert.equal(outcome.kind, "failed");
    assert.ok(outcome.kind === "failed" && !outcome.isRetryable);
    assert.match(outcome.reason, /somebody else has started an execution named "nightly-1700000000000"/);
  }
});
