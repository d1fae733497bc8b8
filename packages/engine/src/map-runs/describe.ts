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
}

export interface MapRunCounts extends Tally {
  readonly pending: number;
  readonly running: number;
  readonly resultsWritten: number;
  readonly total: number;
}

export function describeMapRun(stored: StoredMapRun): MapRunDescription {
  const { facts, status, startedAt, stoppedAt, progress } = stored;
  const { executions, items, started, startedItems } = progress;
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
    itemCounts: counts(items, startedItems, progress.resultsWritten === undefined ? 0 : itemsWritten),
    executionCounts: counts(executions, started, progress.resultsWritten ?? 0),
  };
}

/** Nothing is pending: a child is started as soon as there is room for it, and known by that. */
function counts(tally: Tally, total: number, resultsWritten: number): MapRunCounts {
  return { ...tally, pending: 0, running: total - endedIn(tally), resultsWritten, total };
}
