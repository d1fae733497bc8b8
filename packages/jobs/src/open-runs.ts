import type { EpochMs, HostName, HostShare, RunId } from "@landbridge/model";
import { type HostLoad, needsOf, type Wish } from "./choose-host.ts";
import { createHostLoads } from "./host-loads.ts";
import { isOver, mayLive, type StoredRun } from "./run-record.ts";
import { createWaitingForHosts } from "./waiting-for-hosts.ts";
import { wishOf } from "./wish.ts";

/** What memory holds of an open run (J3): enough for timers, limits and reconciliation. */
export interface OpenRun {
  readonly id: RunId;
  readonly job: string;
  readonly isSlotted: boolean;
  readonly host: HostName | undefined;
  readonly attempt: number;
  readonly mayLive: boolean;
  /** The host owes an answer: it was ordered, or told to stop or of an outcome, and has not said that it did. */
  readonly isAwaited: boolean;
  readonly isStopping: boolean;
  /** Its callback was made, and its process is to end by it. */
  readonly hasOutcome: boolean;
  readonly version: number;
  /** When memory learnt this. */
  readonly since: EpochMs;
  /** It waits for a host that fits. */
  readonly isPlacing: boolean;
  readonly wish: Wish;
  /** The same for all that wait for the same; "" where it does not wait. */
  readonly wishKey: string;
  /** `restart: elsewhere`: how long after its last word a silent host has ended it for certain, margin apart. */
  readonly goneAfterMs: number | undefined;
}

export interface OpenRuns {
  readonly size: number;
  get(run: RunId): OpenRun | undefined;
  countOf(job: string): number;
  /** Open runs of the job that were launched when it needed no slot; the oldest first. */
  unslottedOf(job: string): RunId | undefined;
  all(): Iterable<OpenRun>;
  /** Of those that wait for a host the one that has waited for longest, and whose wish is not among these. */
  nextPlacing(except: ReadonlySet<string>): OpenRun | undefined;
  readonly placingCount: number;
  /** What may be alive on a host, and what is set aside for a launch under way. */
  loadOf(host: HostName): HostLoad;
  setAside(run: RunId, host: HostName, needs: Required<HostShare>): void;
  /** The launch or change under way is over, one way or the other: what is known of the run counts again. */
  endSettingAside(run: RunId): void;
  /** Takes in what was read or committed, if it is not older than what is known; forgets it once over. */
  learn(stored: StoredRun, now: EpochMs): void;
  forget(run: RunId): void;
  /** Memory is dropped; until `endReading`, what ends meanwhile is not taken in again from an older read. */
  beginReading(): void;
  endReading(): void;
}

export function createOpenRuns(): OpenRuns {
  const runs = new Map<RunId, OpenRun>();
  const byJob = new Map<string, Set<RunId>>();
  /** Of each job those without a slot, so that a launch need not look through all that wait for one. */
  const unslotted = new Map<string, Set<RunId>>();
  const placing = createWaitingForHosts();
  const loads = createHostLoads();
  const overWhileReading = new Set<RunId>();
  let isReading = false;
  const drop = (run: RunId): void => {
    const known = runs.get(run);
    if (known === undefined) return;
    runs.delete(run);
    placing.drop(run);
    loads.release(run);
    dropOf(byJob, known.job, run);
    dropOf(unslotted, known.job, run);
  };
  const takeShare = (open: OpenRun): void => {
    if (open.mayLive && open.host !== undefined) loads.take(open.id, open.host, needsOf(open.wish.requires));
    else loads.release(open.id);
  };
  return {
    get size() {
      return runs.size;
    },
    get: (run) => runs.get(run),
    countOf: (job) => byJob.get(job)?.size ?? 0,
    unslottedOf: (job) => {
      const [oldest] = unslotted.get(job) ?? [];
      return oldest;
    },
    all: () => runs.values(),
    nextPlacing(except) {
      const run = placing.oldest(except);
      return run === undefined ? undefined : runs.get(run);
    },
    get placingCount() {
      return placing.size;
    },
    loadOf: (host) => loads.of(host),
    setAside: (run, host, needs) => loads.take(run, host, needs),
    endSettingAside: (run) => {
      const known = runs.get(run);
      if (known === undefined) loads.release(run);
      else takeShare(known);
    },
    learn: (stored, now) => {
      const { id, job } = stored.record.run;
      const known = runs.get(id);
      if (overWhileReading.has(id) || (known !== undefined && known.version > stored.version)) return;
      if (isOver(stored.record)) {
        drop(id);
        if (isReading) overWhileReading.add(id);
        return;
      }
      const open = toOpenRun(stored, now);
      runs.set(id, open);
      if (open.isPlacing) placing.add(id, open.wishKey);
      else placing.drop(id);
      takeShare(open);
      addOf(byJob, job, id);
      if (open.isSlotted) dropOf(unslotted, job, id);
      else addOf(unslotted, job, id);
    },
    forget: drop,
    beginReading: () => {
      runs.clear();
      byJob.clear();
      unslotted.clear();
      placing.clear();
      loads.clear();
      isReading = true;
    },
    endReading: () => {
      isReading = false;
      overWhileReading.clear();
    },
  };
}

function addOf(runsOf: Map<string, Set<RunId>>, job: string, run: RunId): void {
  const runs = runsOf.get(job);
  if (runs === undefined) runsOf.set(job, new Set([run]));
  else runs.add(run);
}

function dropOf(runsOf: Map<string, Set<RunId>>, job: string, run: RunId): void {
  const runs = runsOf.get(job);
  runs?.delete(run);
  if (runs?.size === 0) runsOf.delete(job);
}

function toOpenRun({ record, version }: StoredRun, since: EpochMs): OpenRun {
  const { run, phase, stop, plan } = record;
  const isStopping = stop !== undefined && mayLive(record);
  const hasOutcome = record.callback?.attempt === run.attempt && mayLive(record);
  return {
    id: run.id,
    job: run.job,
    isSlotted: record.isSlotted,
    host: run.host,
    attempt: run.attempt,
    mayLive: mayLive(record),
    isAwaited: phase.kind === "ordered" || isStopping || hasOutcome,
    isStopping,
    hasOutcome,
    version,
    since,
    isPlacing: phase.kind === "placing",
    wish: wishOf(record),
    wishKey: phase.kind === "placing" ? JSON.stringify({ ...wishOf(record), job: "" }) : "",
    goneAfterMs: plan?.restart && (plan.restart.killAfterSeconds + plan.killGraceSeconds) * 1000,
  };
}
