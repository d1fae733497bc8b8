import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { assert } from "@landbridge/model";
import { openPostgresStore } from "@landbridge/store-postgres";
import { openBenchDatabase } from "../store.ts";
import { type BenchNode, startBenchNode } from "./bench-node.ts";

/** A PostgreSQL, and nodes on it that come and go. */
export interface NodesGround {
  /** Resolves when all that are up have their shares. */
  start(name: string): Promise<BenchNode>;
  /** Resolves when those that stay have its share. */
  stop(node: BenchNode): Promise<void>;
  close(): Promise<void>;
}

const sharedMsMax = 60_000;

export async function openNodesGround(place: string): Promise<NodesGround> {
  const database = await openBenchDatabase(place);
  const folder = await mkdtemp(join(tmpdir(), "landbridge-bench-nodes-"));
  const store = await openPostgresStore({
    url: database.url,
    environment: process.env,
    log: { warn: (message, facts) => console.error(message, facts) },
  });
  const { shared } = store;
  assert(shared !== undefined, "nodes share a PostgreSQL");
  const nodes = new Set<BenchNode>();

  async function areBalanced(): Promise<void> {
    const until = performance.now() + sharedMsMax;
    while (!isBalanced((await shared?.view())?.nodes ?? [], nodes.size)) {
      if (performance.now() > until) throw new Error("the nodes have not shared the work within a minute");
      await pause(50);
    }
  }

  async function stop(node: BenchNode): Promise<void> {
    nodes.delete(node);
    await node.stop();
  }

  return {
    async start(name) {
      const node = await startBenchNode({
        name,
        dataFolder: join(folder, name),
        storeUrl: database.url,
        masterKeyFile: join(folder, "master.key"),
        secretsKeyFile: join(folder, "secrets.key"),
      });
      nodes.add(node);
      await areBalanced();
      return node;
    },
    async stop(node) {
      await stop(node);
      await areBalanced();
    },
    async close() {
      await Promise.all([...nodes].map(stop));
      await store.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** So many are alive, and hold all of it in equal shares. */
function isBalanced(views: readonly { readonly heldCount: number }[], nodeCount: number): boolean {
  const held = views.map(({ heldCount }) => heldCount);
  return (
    held.length === nodeCount &&
    held.every((count) => count > 0) &&
    Math.max(...held) - Math.min(...held) <= 1
  );
}
