export interface BackOffLimits {
  readonly retryMsMin: number;
  readonly retryMsMax: number;
}

/**
 * Milliseconds before connection attempt `failures` + 1: anywhere up to a bound that doubles, so that a thousand
 * agents that lost one server do not come back in step.
 * Source: AWS Architecture Blog, "Exponential Backoff And Jitter", full jitter.
 * @param failures in a row, from 1
 * @param random in [0, 1)
 */
export function backOffMs(
  failures: number,
  random: number,
  { retryMsMin, retryMsMax }: BackOffLimits,
): number {
  const boundMs = Math.min(retryMsMax, retryMsMin * 2 ** Math.min(failures - 1, 30));
  return Math.round(retryMsMin / 2 + random * (boundMs - retryMsMin / 2));
}
