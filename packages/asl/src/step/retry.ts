import type { RandomStream } from "@landbridge/model";
import type { Retrier } from "../definition/machine.ts";

/**
 * Milliseconds to wait before retrying; whole, from 0 to MaxDelaySeconds × 1000.
 * @param attempt 1 for the first failure
 * @param random used only when JitterStrategy is FULL
 * Source: Amazon States Language, "Retrying after error".
 */
export function retryDelayMs(retrier: Retrier, attempt: number, random: RandomStream): number {
  const grown = retrier.intervalSeconds * retrier.backoffRate ** (attempt - 1);
  const seconds = Math.min(grown, retrier.maxDelaySeconds ?? longestDelaySeconds);
  const delayMs = Math.round(seconds * 1000);
  return retrier.jitter === "FULL" ? Math.floor(random.next() * delayMs) : delayMs;
}

/** Source: AWS Step Functions Developer Guide: MaxDelaySeconds is below 31,622,400, a year of 366 days. */
const longestDelaySeconds = 31_622_400;
