import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMs } from "@landbridge/model";
import { attemptName, attemptPaths, parseAttemptName } from "./attempt.ts";
import type { RunAgentLimits } from "./limits.ts";
import { findChangedAt } from "./records.ts";

/** An attempt whose end was acknowledged, and when. */
export interface Kept {
  readonly name: string;
  readonly acknowledgedAt: EpochMs;
}

/**
 * The names of the folders to give up: those older than the age, and the oldest beyond the count. Never
 * one that is younger than the least age, so that a late repetition of an order still finds its folder.
 */
export function expired(kept: readonly Kept[], now: EpochMs, limits: RunAgentLimits): readonly string[] {
  const oldestFirst = kept.toSorted((a, b) => a.acknowledgedAt - b.acknowledgedAt);
  const surplus = oldestFirst.length - limits.keptAttemptsMax;
  return oldestFirst
    .filter(({ acknowledgedAt }, index) => {
      const ageMs = now - acknowledgedAt;
      return ageMs >= limits.keptMsMin && (index < surplus || ageMs >= limits.keptMs);
    })
    .map(({ name }) => name);
}

/** Looks through the runs folder and gives up what is to be given up. Returns how many. */
export async function sweep(runsFolder: string, now: EpochMs, limits: RunAgentLimits): Promise<number> {
  const names = expired(await listKept(runsFolder), now, limits);
  for (const name of names) await rm(join(runsFolder, name), { recursive: true, force: true });
  return names.length;
}

async function listKept(runsFolder: string): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for (const name of await readdir(runsFolder)) {
    const attempt = parseAttemptName(name);
    if (attempt === undefined) continue;
    const acknowledgedAt = await findChangedAt(attemptPaths(runsFolder, attempt).acknowledged);
    if (acknowledgedAt !== undefined) kept.push({ name: attemptName(attempt), acknowledgedAt });
  }
  return kept;
}
