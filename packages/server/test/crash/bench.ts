import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ProjectDefinitions } from "@landbridge/model";
import { endProcesses } from "../processes.ts";
import { type Client, createClient } from "./client.ts";
import { ServerProcess, type ServerSettings } from "./server-process.ts";

/** A data folder of one test, and real servers on it. */
export interface Bench {
  readonly folder: string;
  readonly dataFolder: string;
  /** Not ready yet: await `ready` of what it gives. */
  spawn(options?: SpawnOptions): Promise<ServerProcess>;
  /** Ready, with a client that has the admin key. */
  start(options?: SpawnOptions): Promise<Started>;
  /** What the servers logged. */
  log(): Promise<string>;
}

export interface SpawnOptions
  extends Partial<
    Pick<
      ServerSettings,
      "dataFolder" | "port" | "storeUrl" | "node" | "objectsFolder" | "version" | "formats"
    >
  > {
  readonly project?: ProjectDefinitions;
  readonly wrapper?: readonly string[];
}

export interface Started {
  readonly server: ServerProcess;
  readonly client: Client;
  readonly url: string;
  readonly key: string;
}

/** A test's context, or a suite's list of what to do at its end. */
export interface Scope {
  after(release: () => Promise<void>): void;
}

/** Everything is ended and removed with the scope. */
export async function makeBench(scope: Scope): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), "landbridge-server-"));
  const dataFolder = join(folder, "data");
  const logFile = join(folder, "server.log");
  await mkdir(join(folder, "projects"));
  const servers: ServerProcess[] = [];
  const clients: Client[] = [];
  scope.after(async () => {
    for (const client of clients) client.close();
    await Promise.all(servers.map((server) => server.kill()));
    // Jobs outlive their servers, and would go on writing there.
    await endProcesses(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  const spawn = async (options: SpawnOptions = {}): Promise<ServerProcess> => {
    const { project, wrapper, ...settings } = options;
    const projectFile = join(folder, "projects", `${servers.length}.json`);
    if (project !== undefined) await writeFile(projectFile, JSON.stringify(project));
    const file = project === undefined ? {} : { projectFile };
    const server = new ServerProcess({ dataFolder, port: 0, logFile, ...file, ...settings }, wrapper);
    servers.push(server);
    return server;
  };
  return {
    folder,
    dataFolder,
    spawn,
    async start(options) {
      const server = await spawn(options);
      const { url, adminKeyFile } = await server.ready();
      // As the server sees it: a wrapper may have given it mounts of its own.
      const root = options?.wrapper === undefined ? "/" : join("/proc", String(server.pid), "root");
      const key = (await readFile(join(root, adminKeyFile), "utf8")).trim();
      const client = createClient(url, key);
      clients.push(client);
      return { server, client, url, key };
    },
    log: () => readFile(logFile, "utf8"),
  };
}

/** What a fact may take to become true on a machine that is busy with other tests. */
const factMsMax = 100_000;

/** Asks until the answer is one that is awaited. */
export async function until<T>(ask: () => Promise<T>, isSo: (value: T) => boolean): Promise<T> {
  const deadline = performance.now() + factMsMax;
  for (;;) {
    const value = await ask();
    if (isSo(value)) return value;
    if (performance.now() > deadline)
      throw new Error(`still not so after ${factMsMax} ms: ${JSON.stringify(value)}`);
    await pause(20);
  }
}
