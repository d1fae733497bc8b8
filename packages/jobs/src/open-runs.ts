import type { EpochMs, HostName, RunId } from "@landbridge/model";
import { isOver, mayLive, type StoredRun } from "./run-record.ts";

/** What memory holds of an open run (J3): enough for timers, limits and reconciliation. */
export interface OpenRun {
  readonly id: RunId;
  readonly job: string;
  readonly isSlotted: boolean;
  readonly host: HostName | undefined;
  readonly attempt: number;
  readonly mayLive: boolean;
  /** The host owes an answer: it was ordered or told to stop, and has not said that it did. */
  readonly isAwaited: boolean;
  readonly isStopping: boolean;
  readonly version: number;
  /** When memory learnt this. */
  readonly since: EpochMs;
}

export interface OpenRuns {
  readonly size: number;
  get(run: RunId): OpenRun | undefined;
  countOf(job: string): number;
  /** Open runs of the job that were launched when it needed no slot; the oldest first. */
  unslottedOf(job: string): RunId | undefined;
  all(): Iterable<OpenRun>;
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
  const overWhileReading = new Set<RunId>();
  let isReading = false;
  const drop = (run: RunId): void => {
    const known = runs.get(run);
    if (known === undefined) return;
    runs.delete(run);
    const ofJob = byJob.get(known.job);
    ofJob?.delete(run);
    if (ofJob?.size === 0) byJob.delete(known.job);
  };
  return {
    get size() {
      return runs.size;
    },
    get: (run) => runs.get(run),
    countOf: (job) => byJob.get(job)?.size ?? 0,
    unslottedOf: (job) => {
      for (const id of byJob.get(job) ?? []) if (runs.get(id)?.isSlotted === false) return id;
      return undefined;
    },
    all: () => runs.values(),
    learn: (stored, now) => {
      const { id, job } = stored.record.run;
      const known = runs.get(id);
      if (overWhileReading.has(id) || (known !== undefined && known.version > stored.version)) return;
      if (isOver(stored.record)) {
        drop(id);
        if (isReading) overWhileReading.add(id);
        return;
      }
      runs.set(id, toOpenRun(stored, now));
      const ofJob = byJob.get(job) ?? new Set();
      byJob.set(job, ofJob.add(id));
    },
    forget: drop,
    beginReading: () => {
      runs.clear();
      byJob.clear();
      isReading = true;
    },
    endReading: () => {
      isReading = false;
      overWhileReading.clear();
    },
  };
}

function toOpenRun({ record, version }: StoredRun, since: EpochMs): OpenRun {
  const { run, phase, stop } = record;
  const isStopping = stop !== undefined && mayLive(record);
  return {
    id: run.id,
    job: run.job,
    isSlotted: record.isSlotted,
    host: record.plan?.host,
    attempt: run.attempt,
    mayLive: mayLive(record),
    isAwaited: phase.kind === "ordered" || isStopping,
    isStopping,
    version,
    since,
  };
}
