import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { JobDefinition, ProjectDefinitions } from "@landbridge/model";
import { partitionOf, type Store } from "@landbridge/store";
import { type ShareableStore, shareStore } from "@landbridge/store/share-store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { fakeMasterKey } from "../../test/fake-master-key.ts";
import { testSealer } from "../../test/http-server.ts";
import { testSecrets } from "../../test/test-secrets.ts";
import { createCallbacks } from "../callbacks/callbacks.ts";
import { functionRows, readFunctionRow } from "../functions.ts";
import { type Ground, openGround } from "../ground.ts";
import { createLog } from "../http/log.ts";
import { createServices } from "../services/create-services.ts";
import { systemClock, systemRandom } from "../system.ts";
import { createWebhooks } from "../webhooks/webhooks.ts";
import { watchChanges } from "./changes.ts";
import { type JoinOptions, joinStore, type Tenure } from "./join.ts";
import { type NodePace, nodeLimits } from "./limits.ts";

// Whole nodes but for HTTP, on one store in memory that they share, in real time.

const partitionCount = 8;
/** Longer than a busy machine may let this process stand still. What moves, moves by hints. */
const leaseMs = 10_000;
/** Nobody looks for anything by itself: what comes comes by a hint. */
const onlyHints: NodePace = {
  ...nodeLimits,
  inboxPollMs: 3_600_000,
  answerPollMs: { first: 3_600_000, most: 3_600_000 },
};
const log = createLog({ level: "silent" });

interface TestNode {
  readonly tenure: Tenure;
  readonly ground: Ground;
  readonly services: ReturnType<typeof createServices>;
  /** As `kill -9`, for whoever is left: it is not heard of any more. */
  leave(): Promise<void>;
}

async function openShared(t: TestContext): Promise<{
  readonly store: Store;
  readonly shareable: ShareableStore;
  readonly joinNode: (name: string, more?: Partial<JoinOptions>) => Promise<TestNode>;
}> {
  const store = await openSqliteStore({ memory: true });
  const folder = await mkdtemp(join(tmpdir(), "landbridge-nodes-"));
  const shareable = shareStore(store, { clock: systemClock, partitionCount });
  const open = new Set<TestNode>();
  t.after(async () => {
    for (const node of open) await node.leave();
    await store.close();
    // A job's supervisor may still be writing down how it ended.
    await rm(folder, { recursive: true, maxRetries: 20, retryDelay: 50 });
  });
  return {
    store,
    shareable,
    joinNode: async (name, more) => {
      const tenure = await joinStore(shareable.connect(), { name, leaseMs, version: "test", log, ...more });
      const held = { ...tenure, clock: systemClock };
      const ground = openGround({
        ...held,
        random: systemRandom,
        home: { partition: "aws", region: "us-east-1", account: "000000000000" },
        tokenKey: new Uint8Array(32).fill(7),
        dataFolder: join(folder, name),
        log,
        news: () => {},
      });
      const { shared } = tenure.store;
      assert.ok(shared !== undefined);
      const changes = watchChanges({
        store: tenure.store,
        shared,
        clock: systemClock,
        log,
        async changed(table) {
          if (table === "jobs") await ground.jobs.reload();
          else if (table === "schedules") await ground.scheduler.reload();
          else ground.functions.define((await functionRows(store)).map(readFunctionRow));
        },
      });
      await ground.recover();
      await changes.begin();
      const running = ground.run();
      running.catch(() => {});
      const node: TestNode = {
        tenure,
        ground,
        services: createServices({
          ...held,
          ground,
          sealer: testSealer,
          secrets: testSecrets(tenure.store, systemClock),
          callbacks: createCallbacks({ key: fakeMasterKey, isOwnHost: () => true }),
          webhooks: createWebhooks({ ...held, secrets: { resolve: async (text) => text }, log }),
        }),
        async leave() {
          if (!open.delete(node)) return;
          changes.close();
          await ground.close();
        },
      };
      open.add(node);
      return node;
    },
  };
}

async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + 100_000;
  while (!(await isSo())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function heldBy({ tenure }: TestNode): readonly number[] {
  return tenure.node?.held() ?? [];
}

const job = (name: string, line: string): JobDefinition => ({
  name,
  command: { kind: "shell", line },
  environment: {},
  parameters: {},
  retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 1 },
  concurrency: "forbid",
  killGraceSeconds: 1,
  successExitCodes: [0],
  outputBytesMax: 10_000,
  data: "normal",
});

function project(parts: Partial<ProjectDefinitions>): ProjectDefinitions {
  return { name: "p", jobs: [], functions: [], stateMachines: [], schedules: [], ...parts };
}

const waiting = {
  name: "waits",
  type: "STANDARD",
  roleArn: "arn:aws:iam::000000000000:role/r",
  definition: JSON.stringify({
    StartAt: "W",
    States: { W: { Type: "Wait", SecondsPath: "$.seconds", End: true } },
  }),
} as const;

test("nodes share the work, any answers for any, and what one leaves the others take over", async (t) => {
  const { joinNode } = await openShared(t);
  const a = await joinNode("a", { pace: onlyHints });
  assert.equal(heldBy(a).length, partitionCount);
  await a.services.project.apply(project({ stateMachines: [waiting] }), { isPlan: false, principal: "test" });
  const b = await joinNode("b", { pace: onlyHints });
  await until(() => heldBy(a).length === 4 && heldBy(b).length === 4, "each has half");
  const long = await a.services.executions.start({
    stateMachine: "waits",
    input: { seconds: 1_000 },
    principal: "test",
  });
  const short = await a.services.executions.start({
    stateMachine: "waits",
    input: { seconds: 1 },
    principal: "test",
  });
  const stopped = await b.services.executions.stop(long.execution.id, { error: "Enough", principal: "test" });
  assert.equal(stopped.status, "ABORTED");
  await a.leave();
  await until(() => heldBy(b).length === partitionCount, "b has all of it");
  await until(
    async () => (await b.services.executions.get(short.execution.id)).status === "SUCCEEDED",
    "what a had begun is finished",
  );
});

test("a node that is not heard of is taken over, and one that comes back commits nothing of before", async (t) => {
  const { shareable, joinNode } = await openShared(t);
  const a = await joinNode("a");
  await a.services.project.apply(project({ stateMachines: [waiting] }), { isPlan: false, principal: "test" });
  const { execution } = await a.services.executions.start({
    stateMachine: "waits",
    input: { seconds: 2 },
    principal: "test",
  });
  // Stolen under its running lease: to the node it is as if it had stood still until another was done.
  const stolen = partitionOf(execution.id, partitionCount);
  await shareable.steal(stolen);
  await until(
    async () => (await a.services.executions.get(execution.id)).status === "SUCCEEDED",
    "it took the partition up again, under a new epoch, and went on",
  );
  await until(() => heldBy(a).length === partitionCount, "it has all of it again");
});

test("a restored database is read anew", async (t) => {
  const { shareable, joinNode } = await openShared(t);
  const a = await joinNode("a");
  shareable.raiseEra();
  await until(() => a.tenure.node?.era === 2 && heldBy(a).length === partitionCount, "it took all up again");
  assert.equal(a.tenure.epoch(), 2);
});

test("of nodes that launch at once one gets the slot, and each can stop the other's run", async (t) => {
  const { joinNode } = await openShared(t);
  const nodes = [await joinNode("a"), await joinNode("b"), await joinNode("c")];
  const [a, b, c] = nodes;
  assert.ok(a !== undefined && b !== undefined && c !== undefined);
  await a.services.project.apply(project({ jobs: [job("load", "sleep 60")] }), {
    isPlan: false,
    principal: "test",
  });
  const outcomes = await Promise.allSettled(
    nodes.flatMap(({ services }) =>
      [1, 2].map(() => services.runs.launch({ job: "load", input: {}, principal: "test" })),
    ),
  );
  const accepted = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value.run] : []));
  assert.equal(accepted.length, 1);
  const [run] = accepted;
  assert.ok(run !== undefined);
  await until(async () => (await c.services.runs.get(run.id)).status === "RUNNING", "it runs");
  for (const { services } of nodes) await services.runs.stop(run.id, { principal: "test" });
  await until(async () => (await b.services.runs.get(run.id)).status === "STOPPED", "it was stopped");
  await until(
    async () => (await b.services.runs.launch({ job: "load", input: {}, principal: "t" })).run !== undefined,
    "its slot is free for another node",
  );
  const { items } = await a.services.runs.list({ limit: 10, status: "RUNNING" });
  for (const one of items) await c.services.runs.stop(one.id, { principal: "test" });
  await until(
    async () => (await a.services.runs.list({ limit: 10, status: "RUNNING" })).items.length === 0,
    "nothing runs",
  );
});

test("a worker is given the task of an execution that another node holds", async (t) => {
  const { shareable, joinNode } = await openShared(t);
  const hints: (string | null)[] = [];
  t.after(shareable.connect().shared?.onHint((hint) => void hints.push(hint)));
  const a = await joinNode("a", { pace: onlyHints });
  const b = await joinNode("b", { pace: onlyHints });
  const activity = "arn:aws:states:us-east-1:000000000000:activity:sign";
  const definition = JSON.stringify({
    StartAt: "A",
    States: { A: { Type: "Task", Resource: activity, End: true } },
  });
  const stateMachines = [{ ...waiting, name: "signs", definition }];
  await a.services.project.apply(project({ stateMachines }), { isPlan: false, principal: "test" });
  for (const { ground } of [a, b]) ground.engine.activities.create(activity);
  const start = async (): Promise<string> =>
    (await a.services.executions.start({ stateMachine: "signs", input: {}, principal: "test" })).execution.id;
  // The worker first, then the task; and the other way round.
  const waits = b.ground.engine.activities.poll(activity, "worker-at-b");
  const first = await start();
  const task = await waits;
  assert.ok(task?.token.startsWith(first));
  const second = await start();
  hints.length = 0;
  const waitsAgain = b.ground.engine.activities.poll(activity);
  await Promise.resolve();
  assert.deepEqual(hints, [`worker-waits/b/${activity}`], "told at once, not with the next look");
  const next = await waitsAgain;
  assert.ok(next?.token.startsWith(second));
  for (const one of [task, next])
    await b.ground.engine.finishTask(one?.token ?? "", { kind: "succeeded", output: "signed" });
  for (const id of [first, second]) assert.equal((await a.services.executions.get(id)).status, "SUCCEEDED");
  assert.equal(a.ground.engine.activities.lend(activity), undefined);
});

test("a schedule fires once an instant, whoever comes and goes", async (t) => {
  const { store, joinNode } = await openShared(t);
  const a = await joinNode("a");
  const b = await joinNode("b");
  const schedules = [1, 2, 3].map((n) => ({
    name: `tick-${n}`,
    expression: "rate(1 hour)",
    timezone: "UTC",
    state: "ENABLED" as const,
    target: { kind: "state-machine" as const, stateMachine: "waits" },
    input: { seconds: 0 },
  }));
  await b.services.project.apply(project({ stateMachines: [waiting], schedules }), {
    isPlan: false,
    principal: "test",
  });
  const fired = async (): Promise<number> =>
    (await store.list("occurrences", { orderBy: "due", direction: "ascending", limit: 100 })).rows.length;
  await until(async () => (await fired()) === 3, "each has fired its first one");
  await a.leave();
  await until(() => heldBy(b).length === partitionCount, "b has all of it");
  assert.equal(await fired(), 3);
  const executions = await b.services.executions.list({ limit: 100 });
  assert.equal(executions.items.length, 3);
});

test("a second node of the same name is refused", async (t) => {
  const { joinNode } = await openShared(t);
  await joinNode("a");
  await assert.rejects(
    joinNode("a", { leaseMs: 1_000 }),
    /a node named "a" is running already .* another name with --node/,
  );
});
