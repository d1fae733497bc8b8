import { type Bucket, fullBucket, type Rate, refill, secondsUntilToken } from "./token-bucket.ts";

export interface Callers {
  /** Seconds to wait, 0: one may come in. Takes nothing. */
  waitSeconds(caller: string): number;
  take(caller: string): void;
}

/** The rates of at most `callersMax` callers; the one unused for longest is forgotten, and begins with a full bucket. */
export function createCallers(rate: Rate, callersMax: number, now: () => number): Callers {
  const buckets = new Map<string, Bucket>();
  const current = (caller: string): Bucket => {
    const known = buckets.get(caller);
    return known === undefined ? fullBucket(rate, now()) : refill(known, rate, now());
  };
  return {
    waitSeconds: (caller) => secondsUntilToken(current(caller), rate),
    take(caller) {
      const { tokens, at } = current(caller);
      buckets.delete(caller);
      buckets.set(caller, { tokens: Math.max(0, tokens - 1), at });
      const [oldest] = buckets.keys();
      if (buckets.size > callersMax && oldest !== undefined) buckets.delete(oldest);
    },
  };
}
