import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turnEnds } from "node:timers/promises";
import { createVirtualClock } from "@landbridge/model/virtual-clock";
import { type Holding, idInPartition, partitionOf } from "@landbridge/store";
import { shareStore } from "@landbridge/store/share-store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { only, task } from "../../test/bench.ts";
import { createEngine, type Engine, type TaskOrder, type TaskReply } from "../index.ts";

const partitionCount = 4;

interface Node {
  readonly engine: Engine;
  readonly held: Map<number, number>;
  readonly deliveries: { readonly order: TaskOrder; readonly reply: TaskReply }[];
  readonly takenOver: number[];
}

async function openNodes() {
  const store = await openSqliteStore({ memory: true });
  const clock = createVirtualClock();
  const shareable = shareStore(store, { clock, partitionCount });
  const nodes: Node[] = [];
  const open = (seed: number): Node => {
    const held = new Map<number, number>();
    const deliveries: Node["deliveries"] = [];
    const takenOver: number[] = [];
    let word = 1;
    const engine = createEngine({
      store: shareable.connect(),
      partition: 0,
      epoch: () => 0,
      holdings: { count: partitionCount, epochOf: (partition) => held.get(partition) },
      // As the inbox: whoever holds it now answers.
      forward: async (partition, execution, event) => {
        const holder = nodes.find((node) => node.held.has(partition));
        assert.ok(holder !== undefined);
        return holder.engine.receive(execution, event);
      },
      takenOver: (partition) => {
        takenOver.push(partition);
        held.delete(partition);
        engine.leave(partition);
      },
      clock,
      random: { seed: () => [seed, word++, 3, 4] },
      tokenKey: new Uint8Array(32).fill(7),
      home: { partition: "aws", region: "us-east-1", account: "000000000000" },
      tasks: {
        start: (order, reply) => void deliveries.push({ order, reply }),
        cancel: () => {},
      },
    });
    engine.run();
    const node = { engine, held, deliveries, takenOver };
    nodes.push(node);
    return node;
  };
  const take = async (node: Node, partition: number): Promise<Holding> => {
    const holding = { partition, epoch: (await store.acquire(partition)).epoch };
    node.held.set(partition, holding.epoch);
    await node.engine.take(partition);
    return holding;
  };
  const define = async (definition: object): Promise<void> => {
    const [node] = nodes;
    assert.ok(node !== undefined);
    const roleArn = "arn:aws:iam::000000000000:role/test";
    const text = JSON.stringify(definition);
    const part = await node.engine.machineWrites(
      [{ name: "m", type: "STANDARD", roleArn, definition: text }],
      [],
    );
    await store.commit([{ partition: null, epoch: 0, ...part }]);
  };
  return { store, open, take, define };
}

async function settle(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await turnEnds();
}

test("new work goes to a partition that the node holds, and a node without any takes none", async (t) => {
  const { store, open, take, define } = await openNodes();
  t.after(() => store.close());
  const [a, b] = [open(1), open(2)];
  await define(only({ Type: "Succeed" }));
  await take(a, 2);
  await take(a, 3);
  const ids = [];
  for (let i = 0; i < 6; i += 1) ids.push((await a.engine.start({ machine: "m", input: {} })).id);
  assert.deepEqual(new Set(ids.map((id) => partitionOf(id, partitionCount))), new Set([2, 3]));
  const row = await store.get("executions", ids[0] ?? "");
  assert.equal(row?.columns.partition, partitionOf(ids[0] ?? "", partitionCount));
  await assert.rejects(b.engine.start({ machine: "m", input: {} }), /holds no partition yet/);
  assert.equal(b.engine.isReady, false);
});

test("a token is taken by any node, and a stop is too", async (t) => {
  const { store, open, take, define } = await openNodes();
  t.after(() => store.close());
  const [a, b] = [open(1), open(2)];
  await define(only(task()));
  await take(a, 0);
  await take(b, 1);
  const first = await a.engine.start({ machine: "m", input: {} });
  const token = a.deliveries[0]?.order.token ?? "";
  await b.engine.finishTask(token, { kind: "succeeded", output: 5 });
  assert.equal((await b.engine.describe(first.id)).status, "SUCCEEDED");
  await assert.rejects(b.engine.finishTask(token, { kind: "succeeded", output: 5 }), /Task Timed Out/);
  const second = await a.engine.start({ machine: "m", input: {} });
  await b.engine.stopExecution(second.arn, {});
  assert.equal((await a.engine.describe(second.id)).status, "ABORTED");
});

test("whoever was taken over commits nothing, and a task keeps its token at the next holder", async (t) => {
  const { store, open, take, define } = await openNodes();
  t.after(() => store.close());
  const [a, b] = [open(1), open(2)];
  await define(only(task()));
  await take(a, 0);
  const { id } = await a.engine.start({ machine: "m", input: {} });
  // The node stands still here; another one takes its partition.
  await take(b, 0);
  await settle();
  assert.deepEqual(
    b.deliveries.map(({ order }) => order.token),
    a.deliveries.map(({ order }) => order.token),
  );
  a.deliveries[0]?.reply.succeeded("late");
  await settle();
  assert.deepEqual(a.takenOver, [0]);
  assert.equal((await a.engine.describe(id)).status, "RUNNING");
  // It has found out, so what it hears now goes to the holder.
  a.deliveries[0]?.reply.succeeded("by way of the holder");
  await settle();
  assert.equal((await a.engine.describe(id)).output, "by way of the holder");
});

test("a start that meets a takeover goes to another partition of the node", async (t) => {
  const { store, open, take, define } = await openNodes();
  t.after(() => store.close());
  const [a, b] = [open(1), open(2)];
  await define(only({ Type: "Succeed" }));
  await take(a, 0);
  await take(a, 1);
  await take(b, 0);
  const started = await Promise.all([1, 2].map(() => a.engine.start({ machine: "m", input: {} })));
  assert.deepEqual(
    started.map(({ id }) => partitionOf(id, partitionCount)),
    [1, 1],
  );
});

test("what is left is withdrawn from the workers of activities", async (t) => {
  const { store, open, take, define } = await openNodes();
  t.after(() => store.close());
  const a = open(1);
  const arn = "arn:aws:states:us-east-1:000000000000:activity:a";
  a.engine.activities.create(arn);
  await define(only({ Type: "Task", Resource: arn, End: true }));
  await take(a, 0);
  await take(a, 1);
  const ids = [];
  for (let i = 0; i < 2; i += 1) ids.push((await a.engine.start({ machine: "m", input: {} })).id);
  a.held.delete(0);
  a.engine.leave(0);
  const given = await a.engine.activities.poll(arn);
  const kept = ids.find((id) => partitionOf(id, partitionCount) === 1);
  assert.ok(kept !== undefined && given?.token.startsWith(kept));
  assert.notEqual(idInPartition(kept, 0, partitionCount), kept);
});
