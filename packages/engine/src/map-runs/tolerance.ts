import type { Failure } from "@landbridge/model";
import type { MapRunFacts, Progress } from "./record.ts";

/** Worded as AWS words it. Source: AWS Step Functions Developer Guide, "Setting failure thresholds". */
const exceeded: Failure = {
  error: "States.ExceedToleratedFailureThreshold",
  cause: "The specified tolerated failure threshold was exceeded",
};

/**
 * Whether more items have failed than may. Either threshold may fail the run; without any, one failure does.
 * The share is of all items, so it is judged when all of them are known.
 */
export function failureOf(
  { toleratedCount, toleratedPercentage }: Pick<MapRunFacts, "toleratedCount" | "toleratedPercentage">,
  { items, isExhausted, itemsRead }: Progress,
  itemsTotal: number | undefined,
): Failure | undefined {
  const failed = items.failed + items.timedOut;
  if (failed === 0) return undefined;
  if (toleratedCount === undefined && toleratedPercentage === undefined) return exceeded;
  if (toleratedCount !== undefined && failed > toleratedCount) return exceeded;
  const total = itemsTotal ?? (isExhausted ? itemsRead : undefined);
  if (toleratedPercentage === undefined || total === undefined) return undefined;
  return (100 * failed) / total > toleratedPercentage ? exceeded : undefined;
}
