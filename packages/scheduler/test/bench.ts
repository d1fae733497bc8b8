import { type EpochMs, epochMs, LandbridgeError, type ScheduleDefinition } from "@landbridge/model";
import type { Entry, Outcome, Store } from "@landbridge/store";
import { openSqliteStore } from "@landbridge/store-sqlite";
import {
  createScheduler,
  type Launch,
  type LaunchOutcome,
  type Occurrence,
  type Scheduler,
  type SchedulerLimits,
  type SchedulerLogLine,
  scheduleWrites,
} from "../src/index.ts";
import { type VirtualClock, virtualClock } from "./virtual-clock.ts";

/** What the launch target does to a launch, before or after its commit. */
export type Fault = "none" | "refuse" | "fail-retryable" | "fail-for-good" | "throw-before" | "throw-after";

/** The commit after `commitsBefore` more is applied only to the entries that `isApplied` picks, and its answer is lost. */
export interface StoreFault {
  readonly commitsBefore: number;
  readonly isApplied: (entry: number) => boolean;
}

/** A store, a clock, and a target that commits launches as the real ones do: their row, and the occurrence's. */
export interface Bench {
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly log: readonly SchedulerLogLine[];
  /** Launches that were committed, in order. */
  readonly launched: readonly Launch[];
  /** Every call of the target, committed or not. */
  readonly calls: readonly Launch[];
  fault: Fault;
  /** Strikes a commit to come, of the scheduler or of the target, once. */
  storeFault: StoreFault | null;
  /** A scheduler with nothing in memory: what a new process has. */
  scheduler(limits?: Partial<SchedulerLimits>): Scheduler;
  apply(definitions: readonly ScheduleDefinition[]): Promise<void>;
  /** The keys of the launches that are in the store, twice where one was made twice. */
  storedLaunchKeys(schedule: string): Promise<readonly string[]>;
  occurrences(schedule: string): Promise<readonly Occurrence[]>;
}

export async function openBench(start: EpochMs): Promise<Bench> {
  const sqlite = await openSqliteStore({ memory: true });
  const { epoch } = await sqlite.acquire(1);
  const store: Store = { ...sqlite, commit };
  const clock = virtualClock(start);
  const log: SchedulerLogLine[] = [];
  const launched: Launch[] = [];
  const calls: Launch[] = [];

  async function commit(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    const { storeFault } = bench;
    if (storeFault === null) return sqlite.commit(entries);
    bench.storeFault = { ...storeFault, commitsBefore: storeFault.commitsBefore - 1 };
    if (storeFault.commitsBefore > 0) return sqlite.commit(entries);
    bench.storeFault = null;
    await sqlite.commit(entries.filter((_, index) => storeFault.isApplied(index)));
    throw new LandbridgeError("UNKNOWN_OUTCOME", "the answer was lost");
  }

  async function launch(request: Launch): Promise<LaunchOutcome> {
    calls.push(request);
    const { fault } = bench;
    if (fault === "throw-before") throw new Error("nothing was written");
    if (fault === "fail-retryable") return { kind: "failed", isRetryable: true, reason: "the store is busy" };
    if (fault === "fail-for-good")
      return { kind: "failed", isRetryable: false, reason: "there is no such job" };
    const { guards, writes } = request.also;
    // A key of its own for each call: only the occurrence's guard keeps a launch from being made twice.
    const key = `run-${calls.length}`;
    const columns = {
      job: request.schedule,
      status: "QUEUED",
      requestedAt: request.due,
      host: null,
      openSince: null,
      notifyDue: null,
    };
    const insert = { kind: "insert", table: "runs", key, columns, body: request.launchKey } as const;
    const [outcome] = await store.commit([{ partition: 1, epoch, guards, writes: [insert, ...writes] }]);
    if (outcome?.ok !== true) return { kind: "duplicate" };
    launched.push(request);
    if (fault === "throw-after") throw new LandbridgeError("UNKNOWN_OUTCOME", "the answer was lost");
    if (fault === "refuse") return { kind: "refused", runId: request.launchKey, blockingRun: "run-0" };
    return { kind: "launched", launched: { kind: "run", id: request.launchKey } };
  }

  const bench: Bench = {
    store,
    clock,
    log,
    launched,
    calls,
    fault: "none",
    storeFault: null,
    scheduler: (limits = {}) =>
      createScheduler({
        store,
        partition: 1,
        epoch: () => epoch,
        clock,
        launch,
        log: (line) => log.push(line),
        limits,
      }),
    async apply(definitions) {
      const rows = await bench.scheduler().scheduleRows();
      const part = scheduleWrites(definitions, rows, clock.now());
      await store.commit([{ partition: 1, epoch, ...part }]);
    },
    async storedLaunchKeys(schedule) {
      const keys: string[] = [];
      let after: string | undefined;
      do {
        const query = {
          where: { job: schedule },
          orderBy: "requestedAt",
          direction: "ascending",
          limit: 1_000,
        } as const;
        const page = await store.list("runs", after === undefined ? query : { ...query, after });
        keys.push(...page.rows.map(({ body }) => body));
        after = page.next;
      } while (after !== undefined);
      return keys;
    },
    async occurrences(schedule) {
      const found: Occurrence[] = [];
      let cursor: string | undefined;
      do {
        const query = { schedule, limit: 1_000 };
        const scheduler = bench.scheduler();
        const page = await scheduler.listOccurrences(cursor === undefined ? query : { ...query, cursor });
        found.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      return found.toReversed();
    },
  };
  return bench;
}

export function schedule(
  name: string,
  expression: string,
  more: Partial<ScheduleDefinition> = {},
): ScheduleDefinition {
  const target = { kind: "job", job: "load" } as const;
  return { name, expression, timezone: "UTC", target, input: {}, state: "ENABLED", ...more };
}

export function at(text: string): EpochMs {
  return epochMs(Date.parse(text));
}
