import { ApiError, type NodeBody, type NodePageBody } from "@landbridge/api";
import type { Engine } from "@landbridge/engine";
import { type EpochMs, isJsonObject, parseJson } from "@landbridge/model";
import type { NodesView, NodeView, SharedStore, Store } from "@landbridge/store";
import type { NodeServices } from "../http/services.ts";
import type { ServerNode } from "../nodes/node.ts";

export interface NodesParts {
  readonly store: Store;
  readonly node: ServerNode | undefined;
  readonly engine: Pick<Engine, "stats">;
  readonly now: () => EpochMs;
}

export function createNodeServices(parts: NodesParts): NodeServices {
  const { store, node } = parts;
  const { shared } = store;
  if (shared === undefined || node === undefined) return ofSoleServer(parts);
  return {
    list: () => listOn(parts, shared, node.id),
    async drain(name, { undo }) {
      if ((await shared.drain(name, !undo)) === 0) throw noSuchNode(name);
      shared.hint(["nodes"]);
      return { name, isDraining: !undo };
    },
  };
}

function noSuchNode(name: string): ApiError {
  return new ApiError("NODE_NOT_FOUND", `no living node is named ${JSON.stringify(name.slice(0, 80))}.`);
}

/** One that has its store to itself is the only node there is. */
function ofSoleServer({ store, engine, now }: NodesParts): NodeServices {
  return {
    async list() {
      const self: NodeBody = {
        name: "local",
        id: "local",
        isAlive: true,
        isSelf: true,
        isDraining: false,
        partitions: [0],
        lagSeconds: await lagSeconds(store, 0, now()),
        pid: process.pid,
        residentExecutions: engine.stats().residentExecutions,
      };
      const questions = { open: 0, oldestSeconds: 0 };
      return { items: [self], next: null, partitionCount: 1, unheldPartitions: [], era: 1, questions };
    },
    drain: (name) => Promise.reject(noSuchNode(name)),
  };
}

async function listOn({ store, now }: NodesParts, shared: SharedStore, self: string): Promise<NodePageBody> {
  const view = await shared.view();
  const lags = await Promise.all(view.partitions.map(({ partition }) => lagSeconds(store, partition, now())));
  const held = (id: string): readonly number[] =>
    view.partitions
      .filter(({ holder, leaseLeftMs }) => holder === id && leaseLeftMs > 0)
      .map(({ partition }) => partition);
  return {
    items: view.nodes
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.startedAt - b.startedAt))
      .map((node) => nodeBody(node, held(node.id), lags, self)),
    next: null,
    partitionCount: shared.partitionCount,
    unheldPartitions: unheld(view),
    era: view.era,
    questions: await openQuestions(store, now()),
  };
}

function nodeBody(node: NodeView, held: readonly number[], lags: readonly number[], self: string): NodeBody {
  const { id, name, isDraining, startedAt, lastBeatAgoMs, leaseLeftMs } = node;
  const facts = parseJson(node.facts);
  const { version, pid, residentExecutions } = isJsonObject(facts) ? facts : {};
  return {
    name,
    id,
    isAlive: leaseLeftMs > 0,
    isSelf: id === self,
    isDraining,
    startedAt: new Date(startedAt).toISOString(),
    lastBeatSecondsAgo: lastBeatAgoMs / 1_000,
    leaseLeftSeconds: Math.max(0, leaseLeftMs) / 1_000,
    partitions: [...held],
    lagSeconds: Math.max(0, ...held.map((partition) => lags[partition] ?? 0)),
    ...(typeof version === "string" && { version }),
    ...(typeof pid === "number" && { pid }),
    ...(typeof residentExecutions === "number" && { residentExecutions }),
  };
}

function unheld({ partitions }: NodesView): number[] {
  return partitions
    .filter(({ holder, leaseLeftMs }) => holder === null || leaseLeftMs <= 0)
    .map(({ partition }) => partition);
}

/** By the most overdue execution that waits; what is under way has no instant at which it was due. */
async function lagSeconds(store: Store, partition: number, now: EpochMs): Promise<number> {
  const { rows } = await store.list("executions", {
    where: { partition },
    orderBy: "wakeAt",
    direction: "ascending",
    atLeast: 1,
    atMost: now,
    limit: 1,
  });
  const due = rows[0]?.columns.wakeAt;
  return typeof due === "number" ? (now - due) / 1_000 : 0;
}

/** Counted up to a page; more than that is as bad. */
async function openQuestions(store: Store, now: EpochMs): Promise<NodePageBody["questions"]> {
  const { rows } = await store.list("inbox", { orderBy: "openSince", direction: "ascending", limit: 1_000 });
  const oldest = rows[0]?.columns.openSince;
  return {
    open: rows.length,
    oldestSeconds: typeof oldest === "number" ? Math.max(0, now - oldest) / 1_000 : 0,
  };
}
