import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type PrivateServer, startPrivateServer } from "@landbridge/store-postgres/private-server";
import { makeBench, type Scope, type SpawnOptions } from "../crash/bench.ts";
import { type Client, createClient } from "../crash/client.ts";
import type { NodeSettings, ServerProcess } from "../crash/server-process.ts";

/** A PostgreSQL, and real nodes on it, each with a data folder of its own. */
export interface NodeBench {
  readonly database: PrivateServer;
  readonly folder: string;
  readonly dataFolderOf: (name: string) => string;
  /** Rejects with what it said, where it does not get ready. */
  start(name: string, options?: NodeOptions): Promise<StartedNode>;
  log(): Promise<string>;
}

export interface NodeOptions extends Omit<SpawnOptions, "node"> {
  /** Default: those of the first node. */
  readonly keys?: Pick<NodeSettings, "masterKeyFile" | "secretsKeyFile">;
  readonly leaseMs?: number;
}

export interface StartedNode {
  readonly server: ServerProcess;
  readonly client: Client;
  readonly url: string;
}

/** @param first whose data folder holds the keys, and who is started first */
export async function makeNodeBench(scope: Scope, first: string): Promise<NodeBench> {
  const database = await startPrivateServer();
  scope.after(() => database.remove());
  const bench = await makeBench(scope);
  const clients: Client[] = [];
  scope.after(async () => {
    for (const client of clients) client.close();
  });
  const dataFolderOf = (name: string): string => join(bench.folder, "nodes", name);
  const ofFirst = {
    masterKeyFile: join(dataFolderOf(first), "master.key"),
    secretsKeyFile: join(dataFolderOf(first), "secrets.key"),
  };
  return {
    database,
    folder: bench.folder,
    dataFolderOf,
    log: () => bench.log(),
    async start(name, { keys = ofFirst, leaseMs = 2_000, ...options } = {}) {
      const server = await bench.spawn({
        dataFolder: dataFolderOf(name),
        storeUrl: database.url(),
        node: { name, leaseMs, ...keys },
        ...options,
      });
      const { url } = await server.ready();
      const key = (await readFile(join(dataFolderOf(first), "admin.key"), "utf8")).trim();
      const client = createClient(url, key);
      clients.push(client);
      return { server, client, url };
    },
  };
}
