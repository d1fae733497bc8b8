import type { EpochMs } from "@landbridge/model";
import { endedIn, type MapRunStatus, type StoredMapRun, type Tally } from "./record.ts";

/** As DescribeMapRun tells of it. */
export interface MapRunDescription {
  /** The last part of its ARN. */
  readonly id: string;
  readonly arn: string;
  readonly executionArn: string;
  /** `…:stateMachine:MACHINE/SEGMENT`, as ListMapRuns has it. */
  readonly machineArn: string;
  readonly status: MapRunStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt: EpochMs | null;
  readonly maxConcurrency: number;
  readonly toleratedFailureCount: number;
  readonly toleratedFailurePercentage: number;
  readonly itemCounts: MapRunCounts;
  readonly executionCounts: MapRunCounts;
  /** 0: it never was. */
  readonly redriveCount: number;
  /** The last time. */
  readonly redrivenAt?: EpochMs;
  /** While a redrive goes through its children: those from `next` to before `end` have not had their turn. */
  readonly redriving?: { readonly next: number; readonly end: number };
}

export interface MapRunCounts extends Tally {
  readonly pending: number;
  readonly running: number;
  readonly resultsWritten: number;
  readonly total: number;
  readonly failuresNotRedrivable: number;
  readonly pendingRedrive: number;
}

export function describeMapRun(stored: StoredMapRun): MapRunDescription {
  const { facts, status, startedAt, stoppedAt, progress } = stored;
  const { executions, items, started, startedItems, redrive, notRedrivable, pending } = progress;
  const isAllWritten = (progress.resultsWritten ?? 0) === endedIn(executions);
  const itemsWritten = isAllWritten ? endedIn(items) : items.succeeded;
  return {
    id: stored.id,
    arn: facts.arn,
    executionArn: facts.executionArn,
    machineArn: facts.arn.replace(":mapRun:", ":stateMachine:").slice(0, -(stored.id.length + 1)),
    status,
    startedAt,
    stoppedAt,
    maxConcurrency: facts.maxConcurrency,
    toleratedFailureCount: facts.toleratedCount ?? 0,
    toleratedFailurePercentage: facts.toleratedPercentage ?? 0,
    itemCounts: counts(items, startedItems, {
      pending: pending?.items ?? 0,
      resultsWritten: progress.resultsWritten === undefined ? 0 : itemsWritten,
      failuresNotRedrivable: notRedrivable?.items ?? 0,
      pendingRedrive: redrive?.pendingItems ?? 0,
    }),
    executionCounts: counts(executions, started, {
      pending: pending?.executions ?? 0,
      resultsWritten: progress.resultsWritten ?? 0,
      failuresNotRedrivable: notRedrivable?.executions ?? 0,
      pendingRedrive: redrive?.pendingExecutions ?? 0,
    }),
    redriveCount: facts.redriven?.count ?? 0,
    ...(facts.redriven !== undefined && { redrivenAt: facts.redriven.at }),
    ...(redrive !== undefined && { redriving: { next: redrive.next, end: redrive.end } }),
  };
}

/** While it runs nothing is pending: a child is started as soon as there is room for it, and known by that. */
function counts(
  tally: Tally,
  started: number,
  more: Pick<MapRunCounts, "pending" | "resultsWritten" | "failuresNotRedrivable" | "pendingRedrive">,
): MapRunCounts {
  const running = started - endedIn(tally) - more.pendingRedrive;
  return { ...tally, running, total: started + more.pending, ...more };
}
