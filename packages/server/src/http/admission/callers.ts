import { type Bucket, fullBucket, type Rate, refill, secondsUntilToken } from "./token-bucket.ts";

export interface Callers {
  /** Seconds to wait, 0: one may come in. Takes nothing. */
  waitSeconds(caller: string, rate: Rate): number;
  take(caller: string, rate: Rate): void;
}

/** The rates of at most `callersMax` callers; the one unused for longest is forgotten, and begins with a full bucket. */
export function createCallers(callersMax: number, now: () => number): Callers {
  const buckets = new Map<string, Bucket>();
  const current = (caller: string, rate: Rate): Bucket => {
    const known = buckets.get(caller);
    return known === undefined ? fullBucket(rate, now()) : refill(known, rate, now());
  };
  return {
    waitSeconds: (caller, rate) => secondsUntilToken(current(caller, rate), rate),
    take(caller, rate) {
      const { tokens, at } = current(caller, rate);
      buckets.delete(caller);
      buckets.set(caller, { tokens: Math.max(0, tokens - 1), at });
      const [oldest] = buckets.keys();
      if (buckets.size > callersMax && oldest !== undefined) buckets.delete(oldest);
    },
  };
}
