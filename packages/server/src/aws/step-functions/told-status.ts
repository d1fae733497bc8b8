import type { Engine, ExecutionSummary, MapRunDescription } from "@landbridge/engine";
import { type ExecutionStatus, isTerminal } from "@landbridge/model";

/** Source: Step Functions API Reference, "ExecutionListItem", `status`. */
export type ToldStatus = ExecutionStatus | "PENDING_REDRIVE";

/** PENDING_REDRIVE: its map run is being redriven, and it has not had its turn. */
export async function toldStatus(engine: Engine, execution: ExecutionSummary): Promise<ToldStatus> {
  const { mapRunArn, status } = execution;
  if (mapRunArn === undefined || !isTerminal(status) || status === "SUCCEEDED") return status;
  return statusIn(await engine.describeMapRun(mapRunArn), execution);
}

export function statusIn(
  { redriving }: Pick<MapRunDescription, "redriving">,
  { status, childIndex = -1 }: ExecutionSummary,
): ToldStatus {
  if (redriving === undefined || !isTerminal(status) || status === "SUCCEEDED") return status;
  const isWaiting = childIndex >= redriving.next && childIndex < redriving.end;
  return isWaiting ? "PENDING_REDRIVE" : status;
}
