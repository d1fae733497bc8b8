import type { TaskRef } from "@landbridge/asl";
import { assert, type EpochMs, type ExecutionId, epochMs, type Failure } from "@landbridge/model";
import type { Position } from "@landbridge/objects";
import type { ColumnsOf, Row } from "@landbridge/store";

// A map run's row. The plan, which may be large and never changes, is the only journal row of its chain; the
// body holds what changes, and is small.

export type MapRunStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";

/** How executions, or items, stand; of those that ended. */
export interface Tally {
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
}

export interface Progress {
  /** The index of the next child to start; every one below is started. */
  readonly next: number;
  /** Children known to be started, and the items in them. */
  readonly started: number;
  readonly startedItems: number;
  /** Items that the children below `next` were made of, and where the reader goes on after them. */
  readonly itemsRead: number;
  readonly position: Position | null;
  /** There are no more items. */
  readonly isExhausted: boolean;
  readonly executions: Tally;
  readonly items: Tally;
  /** Nothing is started any more, and what runs is stopped: it fails, or nobody waits for it. */
  readonly stop?: { readonly kind: "failure"; readonly failure: Failure } | { readonly kind: "cancelled" };
  /** Of the redrive that is under way; absent once every unsuccessful child runs again. */
  readonly redrive?: RedriveProgress;
  /** Items and children that failed and cannot be redriven; they are counted as failed, too. */
  readonly notRedrivable?: { readonly executions: number; readonly items: number };
  /** Once it has failed: what was never started, as far as it is known. */
  readonly pending?: { readonly executions: number; readonly items: number };
  /** Once it is over: results that were handed on or written. */
  readonly resultsWritten?: number;
}

/** Children below `end` were started before the redrive; those below `next` that did not succeed are redriven. */
export interface RedriveProgress {
  readonly next: number;
  readonly end: number;
  /** Not redriven yet. */
  readonly pendingExecutions: number;
  readonly pendingItems: number;
}

/** What a map run is known by from its start to its end. */
export interface MapRunFacts {
  readonly arn: string;
  readonly parent: { readonly execution: ExecutionId; readonly ref: TaskRef };
  readonly executionArn: string;
  readonly machineName: string;
  readonly revision: string;
  readonly roleArn: string;
  readonly maxConcurrency: number;
  /** Its children's ids say the parent's partition: it was made in a store that nodes share. */
  readonly isPartitioned?: boolean;
  readonly toleratedCount?: number;
  readonly toleratedPercentage?: number;
  /** Absent: it never was redriven. */
  readonly redriven?: { readonly count: number; readonly at: EpochMs };
}

export interface StoredMapRun {
  /** The last part of its ARN. */
  readonly id: string;
  readonly version: number;
  readonly head: number;
  readonly status: MapRunStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
  /** Its parent has been told, and nothing is left to do. */
  readonly isClosed: boolean;
  readonly facts: MapRunFacts;
  readonly progress: Progress;
}

const format = 1;

export function encodeMapRun(facts: MapRunFacts, progress: Progress): string {
  return JSON.stringify({ v: format, ...facts, progress } satisfies Body);
}

interface Body extends MapRunFacts {
  readonly v: number;
  readonly progress: Progress;
}

export function readMapRunRow(row: Row<"mapRuns">): StoredMapRun {
  const { v, progress, ...facts } = JSON.parse(row.body) as Body;
  assert(v === format, `the row of map run ${row.key} has format ${v}, this program knows ${format}`);
  const { status, startedAt, stoppedAt, openSince } = row.columns;
  return {
    id: row.key,
    version: row.version,
    head: row.head,
    status: status as MapRunStatus,
    startedAt: epochMs(Number(startedAt)),
    stoppedAt: stoppedAt === null ? null : epochMs(Number(stoppedAt)),
    isClosed: openSince === null,
    facts,
    progress,
  };
}

export function firstColumns(partition: number, execution: ExecutionId, now: EpochMs): ColumnsOf<"mapRuns"> {
  return { partition, execution, status: "RUNNING", startedAt: now, stoppedAt: null, openSince: now };
}

const none: Tally = { succeeded: 0, failed: 0, timedOut: 0, aborted: 0 };

export const atBeginning: Progress = {
  next: 0,
  started: 0,
  startedItems: 0,
  itemsRead: 0,
  position: null,
  isExhausted: false,
  executions: none,
  items: none,
};

/** How a run goes on when it is redriven: whatever did not succeed is to run again. */
export function redrivenProgress(before: Progress): Progress {
  const { stop: _, resultsWritten: _written, notRedrivable: _lost, pending: _never, ...progress } = before;
  const { executions, items, next, redrive } = progress;
  return {
    ...progress,
    executions: { ...none, succeeded: executions.succeeded },
    items: { ...none, succeeded: items.succeeded },
    redrive: {
      next: 0,
      end: next,
      pendingExecutions: endedIn(executions) - executions.succeeded + (redrive?.pendingExecutions ?? 0),
      pendingItems: endedIn(items) - items.succeeded + (redrive?.pendingItems ?? 0),
    },
  };
}

export function endedIn({ succeeded, failed, timedOut, aborted }: Tally): number {
  return succeeded + failed + timedOut + aborted;
}

/** `…:mapRun:MACHINE/LABEL:ID`; of a map run in a map run's child the label follows the child's own. */
export function partsOfMapRunArn(arn: string): { readonly machine: string; readonly id: string } | undefined {
  const [, machine, id] =
    /^arn:[^:]*:states:[^:]*:[^:]*:mapRun:([^:/]+(?:\/[^:/]+)+):([\da-f-]{36})$/.exec(arn) ?? [];
  return machine === undefined || id === undefined ? undefined : { machine, id };
}

/** What the children's rows have in the column `machine`: the run's own name, so that they can be listed. */
export function machineOfChildren({ facts }: Pick<StoredMapRun, "facts">): string {
  return facts.arn.slice(facts.arn.indexOf(":mapRun:") + ":mapRun:".length);
}
