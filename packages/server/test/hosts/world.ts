import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import type { JobDefinition, Run, RunId } from "@landbridge/model";
import type { HostsLimits } from "../../src/hosts/limits.ts";
import { createLog } from "../../src/http/log.ts";
import type { ServerNews } from "../../src/news.ts";
import { type RunningServer, startServer } from "../../src/start-server.ts";
import { endProcesses } from "../processes.ts";

/** Patient: a busy machine lets nobody seem silent. */
const patientLimits: Partial<HostsLimits> = { heartbeatMs: 100, silenceMs: 60_000, helloMs: 60_000 };

/** Of tests in which a host is silent, long enough for one that is not; it may be taken for it all the same. */
export const impatientLimits: Partial<HostsLimits> = { silenceMs: 2_000 };

export interface World {
  readonly folder: string;
  server(): RunningServer;
  /** Stops it and starts another one on the same folder and port. */
  restartServer(whileDown?: () => Promise<void>): Promise<void>;
  stopServer(): Promise<void>;
  enrol(name: string): Promise<string>;
  /** Resolves once the server has taken the host's agent for connected. */
  online(name: string): Promise<void>;
  /** Resolves once the server has seen the end of the host's connection. */
  offline(name: string): Promise<void>;
  agent(settings: AgentSettings): Agent;
  launch(job: string, input?: null): Promise<RunId>;
  /** Resolves once the run is so; every change of it is looked at. */
  until(run: RunId, isSo: (run: Run) => boolean): Promise<Run>;
  /** All of an attempt's standard output. */
  output(run: RunId, attempt?: number): Promise<string>;
  readonly changes: readonly Run[];
  readonly lines: readonly string[];
}

export interface AgentSettings {
  readonly name: string;
  readonly token?: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Default: the server's. */
  readonly port?: number;
  /** Of nodes to go to when that one is not there. */
  readonly otherPorts?: readonly number[];
  readonly scheme?: "http" | "https";
  readonly authority?: string;
  readonly dataFolder?: string;
}

export interface Agent {
  readonly process: ChildProcess;
  readonly dataFolder: string;
  /** Resolves with the first line of that kind that says so, told already or to come. */
  told(kind: string, words?: RegExp): Promise<Told>;
  /** As `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface Told {
  readonly kind: string;
  readonly message?: string;
  readonly reason?: string;
}

const agentProgram = fileURLToPath(new URL("agent-process.ts", import.meta.url));

export function aJob(
  name: string,
  more: Partial<JobDefinition> & Pick<JobDefinition, "command">,
): JobDefinition {
  return {
    name,
    environment: {},
    killGraceSeconds: 1,
    successExitCodes: [0],
    concurrency: "forbid",
    retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 1 },
    data: "normal",
    outputBytesMax: 10_000_000,
    parameters: {},
    ...more,
  };
}

export interface WorldOptions {
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly limits?: Partial<HostsLimits>;
}

export async function createWorld(
  t: TestContext,
  jobs: readonly JobDefinition[],
  { limits, ...options }: WorldOptions = {},
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-hosts-"));
  const lines: string[] = [];
  const changes: Run[] = [];
  const watchers = new Set<() => void>();
  const agents: ChildProcess[] = [];
  const news = (one: ServerNews): void => {
    if (one.kind !== "run") return;
    changes.push(one.run);
    for (const wake of [...watchers]) wake();
  };
  const start = (port: number): Promise<RunningServer> =>
    startServer({
      dataFolder: join(folder, "server"),
      host: "127.0.0.1",
      port,
      environment: {},
      version: "test",
      log: createLog({ destination: { write: (line) => void lines.push(line) } }),
      news,
      hostsLimits: { ...patientLimits, ...limits },
      jobsLimits: { elsewhereMarginMs: 1_000 },
      project: { name: "tiny", jobs, functions: [], stateMachines: [], schedules: [] },
      ...options,
    });
  let server: RunningServer | undefined = await start(0);
  const { port } = server;
  const present = (): RunningServer => {
    if (server === undefined) throw new Error("the server is down");
    return server;
  };
  t.after(async () => {
    for (const agent of agents) agent.kill("SIGKILL");
    await server?.stop();
    await endProcesses(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  return {
    folder,
    lines,
    changes,
    server: present,
    async restartServer(whileDown) {
      await present().stop();
      server = undefined;
      await whileDown?.();
      server = await start(port);
    },
    async stopServer() {
      await present().stop();
      server = undefined;
    },
    // The agent says that it is connected before the server has written it down.
    async online(name) {
      const isOnline = (): boolean => {
        const { state, isConnected } = present().ground.hosts.get(name);
        return state === "ONLINE" && isConnected;
      };
      while (!isOnline()) await turn();
    },
    async offline(name) {
      while (present().ground.hosts.get(name).isConnected) await turn();
    },
    enrol: async (name) => (await present().ground.hosts.enrol({ name, principal: "test" })).token,
    agent: (settings) => {
      const made = startAgent(settings, folder, port);
      agents.push(made.process);
      return made;
    },
    launch: async (job, input = null) => {
      const cause = { kind: "api", principal: "test" } as const;
      const outcome = await present().ground.jobs.launch({ job, input, cause });
      if (outcome.kind !== "accepted") throw new Error(`${job}: ${outcome.kind}`);
      return outcome.run.id;
    },
    until: (id, isSo) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (server === undefined) return;
          server.ground.jobs.getRun(id).then((run) => {
            if (run === undefined || !isSo(run)) return;
            watchers.delete(look);
            resolve(run);
          }, reject);
        };
        watchers.add(look);
        look();
      }),
    async output(run, attempt = 1) {
      const parts: Uint8Array[] = [];
      for (let offset = 0; ; ) {
        const request = { run, attempt, stream: "stdout", offset, bytesMax: 1_000_000 } as const;
        const chunk = await present().ground.jobs.readOutput(request);
        if (chunk === undefined) throw new Error(`there is no run ${run}`);
        parts.push(chunk.bytes);
        offset = chunk.offset + chunk.bytes.length;
        if (chunk.isLast) return Buffer.concat(parts).toString();
      }
    },
  };
}

export function startAgent(settings: AgentSettings, folder: string, port: number): Agent {
  const { name, scheme = "http", token, labels, authority } = settings;
  const dataFolder = settings.dataFolder ?? join(folder, name);
  const ports = [settings.port ?? port, ...(settings.otherPorts ?? [])];
  const servers = ports.map((one) => `${scheme}://127.0.0.1:${one}`);
  const child = spawn(
    process.execPath,
    [agentProgram, JSON.stringify({ servers, dataFolder, token, labels, authority })],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const told: Told[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    told.push(JSON.parse(line) as Told);
    for (const wake of [...waiting]) wake();
  });
  return {
    process: child,
    dataFolder,
    told: (kind, words = /(?:)/) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = told.find(
            (line) => line.kind === kind && words.test(line.reason ?? line.message ?? ""),
          );
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
