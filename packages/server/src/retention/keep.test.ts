import assert from "node:assert/strict";
import { suite, type TestContext, test } from "node:test";
import type { ExecutionBody, RunBody } from "@landbridge/api";
import { epochMs } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import {
  howToGetPostgres,
  isPostgresMissing,
  startPrivateServer,
} from "@landbridge/store-postgres/private-server";
import { makeBench, until } from "../../test/crash/bench.ts";
import { jobOf, machineOf, passMachine, projectOf } from "../../test/crash/projects.ts";
import { createLog } from "../http/log.ts";
import { openStore, type StoreOptions } from "../open-store.ts";
import { examine } from "../operations/examine.ts";
import { systemClock } from "../system.ts";
import { createKeeper } from "./keep.ts";
import type { KeepPolicy } from "./policy.ts";

const log = createLog({ level: "silent" });
const dayMs = 86_400_000;

const waiting = machineOf("waiting", {
  StartAt: "W",
  States: { W: { Type: "Wait", Seconds: 1_000_000, End: true } },
});

/** What a server left: five executions that are over, one that is open, two runs that are over, a launch's answer. */
async function used(t: TestContext, storeUrl?: string): Promise<StoreOptions> {
  const bench = await makeBench(t);
  const project = projectOf({ stateMachines: [passMachine, waiting], jobs: [jobOf("quick", "true")] });
  const place = storeUrl === undefined ? {} : { storeUrl };
  const { client, server } = await bench.start({ project, ...place });
  for (let i = 0; i < 5; i += 1) {
    const { body } = await client.post<ExecutionBody>("/v1/state-machines/pass/executions", { input: {} });
    await until(
      () => client.get<ExecutionBody>(`/v1/executions/${body.id}`),
      ({ status }) => status === "SUCCEEDED",
    );
  }
  await client.post("/v1/state-machines/waiting/executions", { input: {} });
  for (const headers of [{}, { "idempotency-key": "once" }]) {
    const { body } = await client.post<RunBody>("/v1/jobs/quick/runs", {}, headers);
    await until(
      () => client.get<RunBody>(`/v1/runs/${body.id}`),
      ({ status }) => status === "SUCCEEDED",
    );
  }
  await server.stop();
  return { dataFolder: bench.dataFolder, environment: {}, log, ...place };
}

async function kept(
  options: StoreOptions,
  policy: KeepPolicy,
  daysLater: number,
): Promise<readonly number[]> {
  const store = await openStore(options);
  try {
    const clock = { ...systemClock, now: () => epochMs(systemClock.now() + daysLater * dayMs) };
    const timer: typeof systemClock.setTimer = (_, fire) => systemClock.setTimer(systemClock.now(), fire);
    await createKeeper({
      store,
      clock: { ...clock, setTimer: timer },
      log,
      policy,
      isMine: () => true,
    }).round();
    return [
      await count(store, "executions", "startedAt"),
      await count(store, "runs", "requestedAt"),
      await count(store, "idempotency", "createdAt"),
    ];
  } finally {
    await store.close();
  }
}

async function count(
  store: Store,
  table: "executions" | "runs" | "idempotency",
  orderBy: string,
): Promise<number> {
  const query = { orderBy, direction: "ascending", limit: 1_000 } as never;
  return (await store.list(table, query)).rows.length;
}

async function checkKeeping(t: TestContext, storeUrl?: string): Promise<void> {
  const options = await used(t, storeUrl);
  assert.deepEqual(await kept(options, {}, 1), [6, 2, 1], "nothing is old enough");
  assert.deepEqual(await kept(options, {}, 8), [6, 2, 0], "the answer is older than a week");
  assert.deepEqual(await kept(options, { executions: { count: 4 }, runs: { count: 1 } }, 8), [4, 1, 0]);
  assert.deepEqual(
    await kept(options, { executions: { ageMs: undefined } }, 91),
    [4, 0, 0],
    "all executions are kept",
  );
  assert.deepEqual(await kept(options, {}, 91), [1, 0, 0], "the open one is left");
  const { findings, checked } = await examine(options);
  assert.deepEqual(
    findings.filter(({ where }) => /^(executions|executionNames|runs|slots|journal)/.test(where)),
    [],
  );
  assert.deepEqual([checked["executions"], checked["executionNames"]], [1, 1]);
  assert.ok((checked["journal"] ?? 0) <= 2, "no history is left of what was deleted");
}

test("on SQLite what is over is deleted by age and by count, and nothing else", (t) => checkKeeping(t));

suite("retention on PostgreSQL", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("what is over is deleted by age and by count, and nothing else", async (t) => {
    const server = await startPrivateServer();
    t.after(() => server.remove());
    await checkKeeping(t, server.url());
  });
});
