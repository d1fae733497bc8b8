import type { Failure } from "@landbridge/model";
import type { MapRunFacts, Progress } from "./record.ts";

/** Worded as AWS words it. Source: AWS Step Functions Developer Guide, "Setting failure thresholds". */
const exceeded: Failure = {
  error: "States.ExceedToleratedFailureThreshold",
  cause: "The specified tolerated failure threshold was exceeded",
};

/**
 * Whether more items have failed than may. Either threshold may fail the run; without any, one failure does.
 * The share is of all items, so it is judged when all of them are known. Measured on AWS by others: a threshold of 0
 * is none.
 */
export function failureOf(
  {
    toleratedCount = 0,
    toleratedPercentage = 0,
  }: Pick<MapRunFacts, "toleratedCount" | "toleratedPercentage">,
  { items, isExhausted, itemsRead }: Progress,
  itemsTotal: number | undefined,
): Failure | undefined {
  const failed = items.failed + items.timedOut;
  if (failed === 0) return undefined;
  if (toleratedCount === 0 && toleratedPercentage === 0) return exceeded;
  if (toleratedCount !== 0 && failed > toleratedCount) return exceeded;
  const total = itemsTotal ?? (isExhausted ? itemsRead : undefined);
  if (toleratedPercentage === 0 || total === undefined) return undefined;
  return (100 * failed) / total > toleratedPercentage ? exceeded : undefined;
}
