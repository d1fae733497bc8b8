import { type EpochMs, isTerminal } from "@landbridge/model";
import { isExpressArn } from "../arns.ts";
import { engineLimits } from "../limits.ts";
import type { StoredExecution } from "../rows/execution-row.ts";

/** Source: AWS Step Functions API Reference, "DescribeExecution", `redriveStatus`. */
export type RedriveStatus = "REDRIVABLE" | "NOT_REDRIVABLE" | "REDRIVABLE_BY_MAP_RUN";

export interface Redrivability {
  readonly status: RedriveStatus;
  /** Where it is NOT_REDRIVABLE. */
  readonly reason?: string;
}

/**
 * Whether an execution can be redriven now, and by whom. Source: the reasons that `redriveStatusReason` lists.
 * @param events how many its history holds; only looked at where it is closed
 */
export function redrivability(
  { status, startedAt, stoppedAt, record }: StoredExecution,
  events: number,
  now: EpochMs,
): Redrivability {
  if (!isTerminal(status) || status === "SUCCEEDED") {
    return refused(`Execution is ${status} and cannot be redriven`);
  }
  if (record.mapRun === undefined && isExpressArn(record.arn)) {
    return refused("Execution is of type EXPRESS and cannot be redriven");
  }
  if (events >= engineLimits.redriveEventsMax) return refused("Execution history event limit exceeded");
  if (now - startedAt > engineLimits.executionAgeMaxMs) {
    return refused("Execution has exceeded the max execution time");
  }
  if (now - (stoppedAt ?? now) > engineLimits.redrivePeriodMs) {
    return refused("Execution redrivable period exceeded");
  }
  return { status: record.mapRun === undefined ? "REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN" };
}

function refused(reason: string): Redrivability {
  return { status: "NOT_REDRIVABLE", reason };
}
