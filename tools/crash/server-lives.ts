import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { type Client, createClient } from "../../packages/server/test/crash/client.ts";
import { ServerProcess } from "../../packages/server/test/crash/server-process.ts";
import { crashProject } from "./project.ts";
import type { Workplace } from "./workplace.ts";

/** One server after the other, on the same folder and port. */
export interface ServerLives {
  start(): Life;
  /** Milliseconds from each start that was let through to the first answer that it is ready. */
  readonly restartMs: readonly number[];
  /** When it was killed, in seconds since boot. */
  readonly kills: readonly number[];
}

export interface Life {
  /** Answers once the server listens; until then connections are refused. */
  client(): Promise<Client>;
  /** Rejects when the server ends instead. */
  ready(): Promise<void>;
  readonly sinceStartMs: number;
  kill(): Promise<void>;
  stop(): Promise<number | null>;
}

export async function createServerLives(place: Workplace): Promise<ServerLives> {
  await writeFile(place.projectFile, JSON.stringify(crashProject(place, "ENABLED")));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const restartMs: number[] = [];
  const kills: number[] = [];
  const start = (): Life => {
    const { dataFolder, serverLog: logFile, projectFile } = place;
    const server = new ServerProcess({ dataFolder, port, logFile, projectFile });
    const ready = server.ready().then(() => {
      restartMs.push(performance.now() - server.startedAtMs);
    });
    ready.catch(() => {});
    let client: Client | undefined;
    const end = async (): Promise<void> => {
      await server.ended;
      client?.close();
    };
    return {
      ready: () => ready,
      async client() {
        client ??= createClient(url, (await readFile(`${dataFolder}/admin.key`, "utf8")).trim());
        return client;
      },
      get sinceStartMs() {
        return performance.now() - server.startedAtMs;
      },
      async kill() {
        const isAlive = server.child.kill("SIGKILL");
        if (isAlive) kills.push(await uptimeSeconds());
        await end();
      },
      async stop() {
        const status = await server.stop();
        await end();
        return status;
      },
    };
  };
  return { start, restartMs, kills };
}

async function uptimeSeconds(): Promise<number> {
  return Number((await readFile("/proc/uptime", "utf8")).split(" ")[0]);
}

/** Below the ports that the kernel gives to clients, so that none of ours takes it while no server listens. */
async function freePort(): Promise<number> {
  for (let port = 20_000 + (process.pid % 5_000); ; port += 1) if (await isFree(port)) return port;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
