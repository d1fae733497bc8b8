import {
  type HostLink,
  hostName,
  type JobDefinition,
  type Json,
  type LaunchCause,
  type Run,
  type RunId,
  randomStream,
  type Seed,
} from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { type FaultPlan, withFaults } from "@landbridge/store/faults";
import { openSqliteStore } from "@landbridge/store-sqlite";
import {
  createJobs,
  type HostFacts,
  type Hosts,
  type Jobs,
  type JobsLimits,
  type JobsLogLine,
  jobWrites,
  type LaunchOutcome,
  type LaunchRequest,
} from "../src/index.ts";
import { createSimulatedHost, type ProcessScript, type SimulatedHost } from "../src/simulated-host.ts";
import { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";

/** Jobs on the real store in memory and a simulated host, in virtual time; the server may be restarted. */
export interface Ground {
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly host: SimulatedHost;
  /** Those of `remote`, by name. */
  readonly remote: ReadonlyMap<string, RemoteHost>;
  readonly told: Run[];
  readonly lines: JobsLogLine[];
  jobs(): Jobs;
  isUp(): boolean;
  /** All memory of jobs is lost; a new one starts under a new epoch. */
  restart(): Promise<void>;
  /** As `kill -9`: nothing answers until `restart`. */
  crash(): void;
  apply(...definitions: readonly JobDefinition[]): Promise<void>;
  launch(job: string, more?: Partial<LaunchRequest>): Promise<LaunchOutcome>;
  /** Launches, and gives the accepted run's id. */
  start(job: string, input?: Json): Promise<RunId>;
  run(run: RunId): Promise<Run>;
}

export interface GroundOptions {
  readonly seed?: number;
  readonly faults?: FaultPlan;
  readonly script?: (order: {
    readonly job: string;
    readonly run: RunId;
    readonly attempt: number;
  }) => ProcessScript;
  readonly settled?: (run: Run) => void | Promise<void>;
  readonly limits?: Partial<JobsLimits>;
  /** More hosts, by what placement is told of them; those that are "away" cannot be reached. */
  readonly remote?: readonly HostFacts[];
  /** As other nodes would say of a silent host. */
  readonly silence?: Hosts["silence"];
  /** Whether the host is connected. */
  readonly isConnected?: () => boolean;
}

/** A host of `remote`, with what placement is told of it. */
export interface RemoteHost {
  readonly host: SimulatedHost;
  facts: HostFacts;
}

export const byTest: LaunchCause = { kind: "api", principal: "test" };

export async function createGround(options: GroundOptions = {}): Promise<Ground> {
  const clock = createVirtualClock();
  const bare = await openSqliteStore({ memory: true });
  const store = options.faults === undefined ? bare : withFaults(bare, options.faults);
  const seeds = randomStream([options.seed ?? 1, 2, 3, 4]);
  const freshSeed = (): Seed => [seeds.next() * 2 ** 32, seeds.next() * 2 ** 32, 3, 4];
  const isConnected = options.isConnected ?? (() => true);
  const told: Run[] = [];
  const lines: JobsLogLine[] = [];
  let jobs: Jobs | undefined;
  const host = createSimulatedHost({
    clock,
    random: randomStream(freshSeed()),
    report: async (report) => {
      if (jobs === undefined || !isConnected()) throw new Error("nobody listens");
      await jobs.report(report);
    },
    ...(options.script === undefined ? {} : { script: options.script }),
  });
  const remote = new Map<string, RemoteHost>();
  for (const facts of options.remote ?? []) {
    const simulated = createSimulatedHost({
      clock,
      random: randomStream(freshSeed()),
      report: async (report) => {
        if (jobs === undefined || isAway(facts.name)) throw new Error("nobody listens");
        await jobs.report(report);
      },
      ...(options.script === undefined ? {} : { script: options.script }),
    });
    remote.set(facts.name, { host: simulated, facts });
  }
  const isAway = (name: string): boolean => remote.get(name)?.facts.takesRuns === "away";
  const localFacts: HostFacts = { name: hostName("local"), labels: {}, capacity: {}, takesRuns: "yes" };
  const linkOf = (name: string): HostLink | undefined => {
    if (name === "local") return link();
    return isAway(name) ? undefined : remote.get(name)?.host;
  };
  const link = (): HostLink | undefined => (isConnected() ? host : undefined);
  const present = (): Jobs => {
    if (jobs === undefined) throw new Error("jobs is down");
    return jobs;
  };
  const open = async (): Promise<void> => {
    epochNow = (await bare.acquire(0)).epoch;
    const epoch = epochNow;
    let isUp = true;
    const opened = createJobs({
      store: whileUp(store, () => isUp),
      partition: 0,
      epoch: () => epoch,
      clock,
      random: { seed: freshSeed },
      hosts: {
        link: (name) => (isUp ? linkOf(name) : undefined),
        ...(options.silence && { silence: options.silence }),
        facts: () => [localFacts, ...[...remote.values()].map(({ facts }) => facts)],
      },
      callback: ({ run, attempt }) => ({ path: `/v1/callbacks/${run}.${attempt}` }),
      settled: async (run) => {
        if (!isUp) throw new Error("jobs is down");
        await options.settled?.(run);
        told.push(run);
      },
      log: (line) => lines.push(line),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
    });
    jobs = opened;
    stopPresent = () => {
      isUp = false;
      opened.close();
      jobs = undefined;
    };
  };
  let epochNow = 0;
  let stopPresent = (): void => undefined;
  await open();
  return {
    clock,
    store: bare,
    host,
    remote,
    told,
    lines,
    jobs: present,
    isUp: () => jobs !== undefined,
    crash: () => stopPresent(),
    restart: async () => {
      stopPresent();
      await open();
      await present().recover();
    },
    apply: async (...definitions) => {
      const part = jobWrites(definitions, await present().jobRows(), clock.now());
      await bare.commit([{ partition: 0, epoch: epochNow, ...part }]);
      await present().reload();
    },
    launch: (job, more) => present().launch({ job, input: null, cause: byTest, ...more }),
    start: async (job, input = null) => {
      const outcome = await present().launch({ job, input, cause: byTest });
      if (outcome.kind !== "accepted") throw new Error(`${outcome.kind}, not accepted`);
      return outcome.run.id;
    },
    run: async (run) => {
      const found = await present().getRun(run);
      if (found === undefined) throw new Error(`no run ${run}`);
      return found;
    },
  };
}

/** A process that was killed neither reads nor writes any more; a call under way never returns to it. */
function whileUp(store: Store, isUp: () => boolean): Store {
  const guarded = async <T>(call: () => Promise<T>): Promise<T> => {
    if (!isUp()) return await never();
    try {
      const value = await call();
      return isUp() ? value : await never();
    } catch (error) {
      if (!isUp()) return await never();
      throw error;
    }
  };
  return {
    acquire: (partition) => guarded(() => store.acquire(partition)),
    commit: (entries) => guarded(() => store.commit(entries)),
    get: (table, key) => guarded(() => store.get(table, key)),
    list: (table, query) => guarded(() => store.list(table, query)),
    journal: (from, limit) => guarded(() => store.journal(from, limit)),
    close: () => store.close(),
  };
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

export function aJob(name: string, more: Partial<JobDefinition> = {}): JobDefinition {
  return {
    name,
    command: { kind: "arguments", argv: ["/bin/true"] },
    environment: {},
    killGraceSeconds: 10,
    successExitCodes: [0],
    concurrency: "forbid",
    retry: { maxAttempts: 0, intervalSeconds: 1, backoffRate: 2 },
    data: "normal",
    outputBytesMax: 1_000_000,
    parameters: {},
    ...more,
  };
}

export const exitsWith = (code: number, runMs = 1_000): ProcessScript => ({
  runMs,
  exit: { kind: "code", code },
});
