import { readFile, rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { ExecutionBody } from "@landbridge/api";
import { type Entry, idInPartition, partitionOf, type Store } from "@landbridge/store";
import { openPostgresStore } from "@landbridge/store-postgres";
import { names } from "../crash/project.ts";
import { makeWorkplace } from "../crash/workplace.ts";
import { type Cluster, type NodePlace, startCluster } from "./cluster.ts";

// npm run scaling -- --executions 1000000: how much memory and time a node needs when very many executions wait.
// docs/internals/scaling.md holds what it gave.

const { values } = parseArgs({
  options: { executions: { type: "string", default: "1000000" }, lease: { type: "string", default: "5" } },
});
const total = Number(values.executions);
const leaseMs = Number(values.lease) * 1_000;
/** Most wait for days; the nodes have something to do all the same. */
const dueWithinMs = 30 * 24 * 3_600_000;

const place = await makeWorkplace();
const cluster = await startCluster({ place, nodes: 2, leaseMs });
const store = await openPostgresStore({
  url: cluster.database.url(),
  environment: {},
  log: { warn: () => {} },
});
try {
  await cluster.settled();
  const filledMs = await timed(() => fill(cluster, store));
  said("rows written", `${total} in ${(filledMs / 1_000).toFixed(0)} s`);
  const [a, b] = cluster.nodes;
  if (a === undefined || b === undefined) throw new Error("there are two nodes");
  for (const node of [a, b]) await node.stop();
  said("start, the first of two", `${Math.round(await timed(() => startAndHold(a, 32)))} ms`);
  said("start, the second", `${Math.round(await timed(() => startAndHold(b, 16)))} ms`);
  await pause(10_000);
  for (const node of [a, b]) said(`memory of ${node.name}`, `${await residentMegabytes(node)} MB`);
  await a.kill();
  said("takeover of half, lease and all", `${Math.round(await timed(() => holds(b, 32)))} ms`);
  said("a start right after it", `${Math.round(await timed(() => startOne(cluster, b)))} ms`);
  await pause(10_000);
  said(`memory of ${b.name} with all of it`, `${await residentMegabytes(b)} MB`);
} finally {
  await store.close();
  await cluster.close();
  await rm(place.folder, { recursive: true, force: true });
}

/** One that really waits, and then its like, under ids of all partitions. */
async function fill({ nodes }: Cluster, into: Store): Promise<void> {
  const [node] = nodes;
  if (node === undefined) return;
  const answer = await cluster
    .client(node)
    .post<ExecutionBody>(`/v1/state-machines/${names.approval}/executions`, { input: {} });
  const row = await into.get("executions", answer.body.id);
  if (row === undefined) throw new Error("the one that is copied is there");
  const [turn] = await into.journal(row.head, 1);
  const now = Date.now();
  const entryOf = (number: number): Entry => {
    const fresh = `01900000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
    const id = idInPartition(
      fresh.slice(0, -3) + ((number * 7) % 4_096).toString(16).padStart(3, "0"),
      number % 32,
      32,
    );
    const unique = `${id.slice(0, 9)}${(number >> 16).toString(16).padStart(4, "0")}${id.slice(13)}`;
    const wakeAt = now + 600_000 + Math.floor((number / total) * dueWithinMs);
    const columns = {
      ...row.columns,
      partition: partitionOf(unique, 32),
      status: "RUNNING",
      startedAt: now,
      wakeAt,
    };
    const name = `${names.approval}\n${unique}`;
    return {
      partition: null,
      epoch: 0,
      guards: [],
      writes: [
        { kind: "insert", table: "executionNames", key: name, columns: {}, body: unique },
        {
          kind: "insert",
          table: "executions",
          key: unique,
          columns,
          body: row.body,
          ...(turn !== undefined && { journal: turn.body }),
        },
      ],
    };
  };
  const callEntries = 500;
  const callsAtOnce = 8;
  for (let first = 1; first <= total; first += callEntries * callsAtOnce) {
    const calls = Array.from({ length: callsAtOnce }, (_, call) => first + call * callEntries)
      .filter((from) => from <= total)
      .map((from) =>
        into.commit(
          Array.from({ length: Math.min(callEntries, total - from + 1) }, (_, index) =>
            entryOf(from + index),
          ),
        ),
      );
    await Promise.all(calls);
  }
}

async function startAndHold(node: NodePlace, count: number): Promise<void> {
  await node.start();
  await holds(node, count);
}

async function holds(node: NodePlace, count: number): Promise<void> {
  for (;;) {
    const view = await store.shared?.view();
    const held = view?.partitions.filter(
      ({ holder, leaseLeftMs }) => holder?.startsWith(`${node.name}/`) === true && leaseLeftMs > 0,
    );
    if ((held?.length ?? 0) >= count) return;
    await pause(20);
  }
}

async function startOne(on: Cluster, node: NodePlace): Promise<void> {
  for (;;) {
    const { status } = await on
      .client(node)
      .post(`/v1/state-machines/${names.tick}/executions`, { input: {} });
    if (status === 202) return;
    await pause(10);
  }
}

async function residentMegabytes(node: NodePlace): Promise<number> {
  const status = await readFile(`/proc/${node.pid}/status`, "utf8");
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function said(what: string, value: string): void {
  console.log(`${what.padEnd(36)}  ${value}`);
}
