import type { EpochMs } from "@landbridge/model";
import { engineLimits } from "../limits.ts";
import type { ExecutionRecord, Redriven } from "../rows/execution-row.ts";

// What an execution's row says of its redrives.

export function nextRedrive({ redriven }: ExecutionRecord, now: EpochMs, token?: string): Redriven {
  const { count, tokens } = redriven ?? { count: 0, tokens: [] };
  const kept = tokens.filter(([, at]) => isFresh(at, now)).slice(1 - engineLimits.redriveTokensMax);
  return { count: count + 1, at: now, tokens: token === undefined ? kept : [...kept, [token, now]] };
}

/** Whether it was redriven with this token before. Source: AWS, "RedriveExecution", `clientToken`. */
export function isRedriven({ redriven }: ExecutionRecord, token: string | undefined, now: EpochMs): boolean {
  return token !== undefined && redrivenAt(redriven, token, now) !== undefined;
}

/** When the token was used; undefined: never, or too long ago. */
export function redrivenAt(redriven: Redriven | undefined, token: string, now: EpochMs): number | undefined {
  return redriven?.tokens.find(([known, at]) => known === token && isFresh(at, now))?.[1];
}

function isFresh(at: number, now: EpochMs): boolean {
  return now - at <= engineLimits.redriveTokenMs;
}
