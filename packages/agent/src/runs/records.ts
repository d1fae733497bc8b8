import { stat } from "node:fs/promises";
import { constants } from "node:os";
import { type EpochMs, epochMs, type ProcessExit, type ProcessIdentity } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { isMissing, readIfThere } from "./durable-file.ts";

// What an attempt's folder says. Whoever reads it may be another process than the one that wrote it, on
// another day; whatever is half written or not as expected is told apart from what is missing.

export type IdentityRecord =
  | { readonly kind: "absent" }
  /** Made, but not written: its supervisor was killed in between, or is just about to write. */
  | { readonly kind: "empty" }
  | { readonly kind: "claimed"; readonly identity: ProcessIdentity; readonly at: EpochMs };

export async function readIdentity(paths: AttemptPaths): Promise<IdentityRecord> {
  const text = await readIfThere(paths.identity);
  if (text === undefined) return { kind: "absent" };
  const [bootId = "", pid = "", ...startTime] = text.trim().split(/\s+/);
  if (!text.endsWith("\n") || !/^[0-9]+$/.test(pid) || startTime.length === 0) return { kind: "empty" };
  const identity = { bootId, pid: Number(pid), startTime: startTime.join(" ") };
  return { kind: "claimed", identity, at: await changedAt(paths.identity) };
}

/** How the command ended. */
export interface ExitRecord {
  readonly how: "exited" | "timed-out" | "stopped" | "cut-off";
  readonly exit: ProcessExit;
  readonly at: EpochMs;
}

/** Undefined: none was left. */
export async function readExit(paths: AttemptPaths): Promise<ExitRecord | undefined> {
  const text = await readIfThere(paths.exit);
  const match = /^(exited|timed-out|stopped|cut-off) (code|signal) ([0-9]+) *\n$/.exec(text ?? "");
  const how = howOf(match?.[1]);
  if (match === null || how === undefined) return undefined;
  const number = Number(match[3]);
  const exit: ProcessExit =
    match[2] === "code" ? { kind: "code", code: number } : { kind: "signal", signal: signalName(number) };
  return { how, exit, at: await changedAt(paths.exit) };
}

function howOf(word: string | undefined): ExitRecord["how"] | undefined {
  return word === "exited" || word === "timed-out" || word === "stopped" || word === "cut-off"
    ? word
    : undefined;
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `SIG${number}`;
}

export async function isThere(path: string): Promise<boolean> {
  return (await findChangedAt(path)) !== undefined;
}

async function changedAt(path: string): Promise<EpochMs> {
  return (await findChangedAt(path)) ?? epochMs(0);
}

export async function findChangedAt(path: string): Promise<EpochMs | undefined> {
  try {
    return epochMs(Math.floor((await stat(path)).mtimeMs));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
