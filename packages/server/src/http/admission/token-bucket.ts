/** How much a caller may still send; `at` is when that was true. */
export interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export function fullBucket(rate: Rate, nowMs: number): Bucket {
  return { tokens: rate.burst, at: nowMs };
}

/** What is in the bucket at `nowMs`. A clock that went back adds nothing. */
export function refill(bucket: Bucket, rate: Rate, nowMs: number): Bucket {
  const elapsedMs = Math.max(0, nowMs - bucket.at);
  return { tokens: Math.min(rate.burst, bucket.tokens + (elapsedMs / 1000) * rate.perSecond), at: nowMs };
}

/** Whole seconds until one token is there; 0: there is one. */
export function secondsUntilToken(bucket: Bucket, rate: Rate): number {
  return bucket.tokens >= 1 ? 0 : Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond));
}
