import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type PrivateServer, startPrivateServer } from "@landbridge/store-postgres/private-server";
import { type Client, createClient } from "../../packages/server/test/crash/client.ts";
import { ServerProcess } from "../../packages/server/test/crash/server-process.ts";
import { crashProject } from "../crash/project.ts";
import type { Workplace } from "../crash/workplace.ts";

/** One of the places where a node runs: killed, frozen and started again, with the same name, folder and port. */
export interface NodePlace {
  readonly name: string;
  readonly url: string;
  readonly state: "up" | "frozen" | "down";
  /** Undefined: it is down. */
  readonly pid: number | undefined;
  /** Resolves when it is ready, or has been killed while it started. */
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
  freeze(): void;
  thaw(): void;
}

export interface Cluster {
  readonly database: PrivateServer;
  readonly nodes: readonly NodePlace[];
  /** Of one node; it outlives that node's processes. */
  client(node: NodePlace): Client;
  /** Every node says that it is ready. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  readonly place: Workplace;
  readonly nodes: number;
  readonly leaseMs: number;
}

export async function startCluster({ place, nodes: count, leaseMs }: ClusterOptions): Promise<Cluster> {
  const database = await startPrivateServer();
  await writeFile(place.projectFile, JSON.stringify(crashProject(place, "ENABLED")));
  const shared = { database, place, leaseMs };
  const nodes: NodePlace[] = [];
  for (let number = 1; number <= count; number += 1) nodes.push(await nodePlace(shared, number));
  const [first, ...others] = nodes;
  const clients = new Map<string, Client>();
  const cluster: Cluster = {
    database,
    nodes,
    client(node) {
      const client = clients.get(node.name);
      if (client === undefined) throw new Error(`node ${node.name} has a client once all have started`);
      return client;
    },
    async settled() {
      for (const node of nodes) await becomesReady(cluster.client(node));
    },
    async close() {
      for (const client of clients.values()) client.close();
      for (const node of nodes) if (node.state !== "down") await node.kill();
      await database.remove();
    },
  };
  try {
    // Alone, so that there is one first admin key and one master key.
    await first?.start();
    const key = (await readFile(join(place.dataFolder, "node-1", "admin.key"), "utf8")).trim();
    for (const node of nodes) clients.set(node.name, createClient(node.url, key));
    await Promise.all(others.map((node) => node.start()));
  } catch (error) {
    await cluster.close();
    throw error;
  }
  return cluster;
}

interface Shared {
  readonly database: PrivateServer;
  readonly place: Workplace;
  readonly leaseMs: number;
}

async function nodePlace({ database, place, leaseMs }: Shared, number: number): Promise<NodePlace> {
  const name = `node-${number}`;
  const dataFolder = join(place.dataFolder, name);
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const port = await freePort(number);
  const keys = {
    masterKeyFile: join(place.dataFolder, "master.key"),
    secretsKeyFile: join(place.dataFolder, "secrets.key"),
  };
  const { projectFile } = place;
  const logFile = join(place.folder, "logs", `${name}.log`);
  const settings = { dataFolder, port, logFile, projectFile, node: { name, leaseMs, ...keys } };
  let server: ServerProcess | undefined;
  let isFrozen = false;
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    get state() {
      return server === undefined ? "down" : isFrozen ? "frozen" : "up";
    },
    get pid() {
      return server?.pid;
    },
    async start() {
      const mine = new ServerProcess(settings, [], { LANDBRIDGE_STORE: database.url() });
      server = mine;
      await startedOrReplaced(mine, () => server === mine);
    },
    async kill() {
      const mine = server;
      server = undefined;
      isFrozen = false;
      await mine?.kill();
    },
    async stop() {
      const mine = server;
      server = undefined;
      return (await mine?.stop()) ?? null;
    },
    freeze() {
      isFrozen = true;
      server?.child.kill("SIGSTOP");
    },
    thaw() {
      isFrozen = false;
      server?.child.kill("SIGCONT");
    },
  };
}

/** One that could not start because the database was away is for whoever starts it to see. */
async function startedOrReplaced(server: ServerProcess, isPresent: () => boolean): Promise<void> {
  try {
    await server.ready();
  } catch (error) {
    if (isPresent()) throw error;
  }
}

async function becomesReady(client: Client): Promise<void> {
  const deadline = performance.now() + 240_000;
  for (;;) {
    const status = await client.call("/readyz").then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    if (performance.now() > deadline)
      throw new Error(`a node is not ready after four minutes: status ${status}`);
    await pause(50);
  }
}

/** Below the ports that the kernel gives to clients, so that none of ours takes it while no server listens. */
async function freePort(number: number): Promise<number> {
  for (let port = 25_000 + (process.pid % 500) * 10 + number; ; port += 10)
    if (await isFree(port)) return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
