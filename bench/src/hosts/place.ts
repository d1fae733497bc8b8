import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type HostName, hostName, type JobDefinition, type Run } from "@landbridge/model";
import { createLog, type RunningServer, startServer } from "@landbridge/server";

/** A server in this process and one agent in a process of its own, connected over loopback. */
export interface JobsPlace {
  readonly server: RunningServer;
  readonly agentPid: number;
  readonly dataFolder: string;
  /** Told of every change of a run. */
  readonly changed: Set<(run: Run) => void>;
  close(): Promise<void>;
}

const host: HostName = hostName("bench");

export function aJob(name: string, line: string, more: Partial<JobDefinition> = {}): JobDefinition {
  return {
    name,
    command: { kind: "shell", line },
    target: { kind: "host", name: host },
    environment: {},
    killGraceSeconds: 1,
    successExitCodes: [0],
    concurrency: "allow",
    retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 1 },
    data: "normal",
    outputBytesMax: 64_000_000,
    parameters: {},
    ...more,
  };
}

export async function openJobsPlace(
  jobs: readonly JobDefinition[],
  data: string | undefined,
): Promise<JobsPlace> {
  const folder = mkdtempSync(join(data ?? tmpdir(), "landbridge-bench-jobs-"));
  const changed = new Set<(run: Run) => void>();
  const server = await startServer({
    dataFolder: join(folder, "server"),
    host: "127.0.0.1",
    port: 0,
    environment: {},
    version: "bench",
    log: createLog({ level: "silent" }),
    project: { name: "bench", jobs, functions: [], stateMachines: [], schedules: [] },
    news: (one) => {
      if (one.kind === "run") for (const tell of [...changed]) tell(one.run);
    },
  });
  const { token } = await server.ground.hosts.enrol({ name: host, principal: "bench" });
  const dataFolder = join(folder, "agent");
  // Twice: what the sources compile to is kept, and the agent that is measured does not compile.
  for (const each of [{ token }, {}]) {
    const agent = await startAgent({ server: server.url, dataFolder, ...each });
    if (!("token" in each))
      return { server, ...placeOf(agent), dataFolder, changed, close: () => close(agent) };
    await end(agent);
  }
  throw new Error("no agent was started");

  async function close(agent: ChildProcess): Promise<void> {
    await end(agent);
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function placeOf(agent: ChildProcess): { readonly agentPid: number } {
  return { agentPid: agent.pid ?? 0 };
}

const program = fileURLToPath(new URL("agent-process.ts", import.meta.url));
const cache = join(tmpdir(), "landbridge-bench-compiled");

async function startAgent(settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  const argv = ["--max-semi-space-size=4", program, JSON.stringify(settings)];
  const child = spawn(process.execPath, argv, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (text: Buffer) => void (text.toString().includes("connected") && resolve()));
    child.once("exit", () => reject(new Error("the agent ended")));
  });
  return child;
}

function end(agent: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    agent.once("exit", () => resolve());
    agent.kill("SIGTERM");
  });
}

/** Resident, and its fair share where pages are shared with other processes (PSS). */
export function memoryOf(pids: readonly number[]): { readonly resident: number; readonly share: number } {
  let resident = 0;
  let share = 0;
  for (const pid of pids) {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, "latin1");
    resident += kilobytes(text, "Rss");
    share += kilobytes(text, "Pss");
  }
  return { resident: resident * 1024, share: share * 1024 };
}

function kilobytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
}

/** Of all runs: whoever bears the mark of one. */
export function supervisors(): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("supervisor.sh");
      } catch {
        return false;
      }
    });
}
