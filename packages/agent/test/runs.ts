import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { type Clock, epochMs, type RunId, type RunOrder, type RunReport, runId } from "@landbridge/model";
import { createRunAgent, type RunAgent } from "../src/runs/agent.ts";
import type { RunAgentLimits } from "../src/runs/limits.ts";

/** A runs folder with an agent on it, and the reports that it made, to wait for instead of sleeping. */
export interface Bench {
  readonly folder: string;
  readonly reports: readonly RunReport[];
  readonly log: readonly string[];
  readonly agent: RunAgent;
  /** Another agent on the same folder, as after a restart; the one before is closed. */
  restart(): RunAgent;
  order(change?: Partial<RunOrder>): RunOrder;
  /** The first report of that kind of that run, made already or to come. */
  reported<K extends RunReport["kind"]>(
    kind: K,
    run: RunId,
  ): Promise<Extract<RunReport, { readonly kind: K }>>;
  /** What the run is done with: any report but "started" and "progress". */
  settled(run: RunId): Promise<RunReport>;
  /** Resolves once there is such a path in the runs folder; what it is in must be there already. */
  appears(path: string): Promise<void>;
  /** Every report is answered by this; throw to refuse the acknowledgement. */
  acknowledge: (report: RunReport) => void | Promise<void>;
}

export const systemClock: Clock = {
  now: () => epochMs(Date.now()),
  setTimer(due, fire) {
    const timer = setTimeout(fire, Math.max(0, due - Date.now()));
    return () => clearTimeout(timer);
  },
};

let runCount = 0;

/** Ends with the test: the agent is closed, and no process of its runs may be left. */
export function openBench(t: TestContext, limits: Partial<RunAgentLimits> = {}, above = tmpdir()): Bench {
  const folder = mkdtempSync(join(above, "landbridge-runs-"));
  const reports: RunReport[] = [];
  const log: string[] = [];
  const waiting = new Set<() => void>();
  const open = (): RunAgent =>
    createRunAgent({
      folder,
      clock: systemClock,
      limits: { pollMs: 100, ...limits },
      log: ({ message }) => void log.push(message),
      report: async (report) => {
        await bench.acknowledge(report);
        reports.push(report);
        for (const wake of [...waiting]) wake();
      },
    });
  let agent = open();
  const find = <T>(pick: (report: RunReport) => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        for (const report of reports) {
          const found = pick(report);
          if (found === undefined) continue;
          waiting.delete(look);
          return resolve(found);
        }
      };
      waiting.add(look);
      look();
    });
  const bench: Bench = {
    folder,
    reports,
    log,
    get agent() {
      return agent;
    },
    restart() {
      agent.close();
      agent = open();
      return agent;
    },
    order(change) {
      runCount += 1;
      return { ...plainOrder, run: runId(`run-${process.pid}-${runCount}`), ...change };
    },
    reported: (kind, run) =>
      find((report) => (isKind(report, kind) && report.run === run ? report : undefined)),
    settled: (run) =>
      find((report) =>
        report.run === run && report.kind !== "started" && report.kind !== "progress" ? report : undefined,
      ),
    appears: (path) => appears(join(folder, path)),
    acknowledge: () => {},
  };
  t.after(async () => {
    agent.close();
    while (endProcesses(folder)) await new Promise((resolve) => setImmediate(resolve));
    // A write of the agent's that was under way may still make a file while its folder is removed.
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  return bench;
}

function appears(path: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!existsSync(path)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(dirname(path), look);
    look();
  });
}

function isKind<K extends RunReport["kind"]>(
  report: RunReport,
  kind: K,
): report is Extract<RunReport, { readonly kind: K }> {
  return report.kind === kind;
}

const plainOrder = {
  attempt: 1,
  epoch: 1,
  job: "test-job",
  command: { kind: "shell", line: "true" },
  environment: {},
  input: { customer: 7 },
  killGraceSeconds: 5,
  outputBytesMax: 10_000_000,
} as const;

/** The processes that bear a run's mark, found without any of the agent's own code. */
export function processesOf(run: string): readonly number[] {
  return processesWith("environ", `LANDBRIDGE_RUN_ID=${run}\0`);
}

/**
 * Only what names this bench's own folder: nobody else's process can. A supervisor names it as an argument.
 * False: there was none left.
 */
function endProcesses(folder: string): boolean {
  const pids = new Set([
    ...processesWith("environ", `=${folder}/`),
    ...processesWith("cmdline", `\0${folder}/`),
  ]);
  for (const pid of pids) end(pid);
  return pids.size > 0;
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended since it was found.
  }
}

function processesWith(file: "environ" | "cmdline", text: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/${file}`, "latin1").includes(text);
      } catch {
        return false;
      }
    });
}
