import { chown, stat } from "node:fs/promises";
import { type CallbackOutcome, isJsonObject, type Json } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { writeDurably } from "./durable-file.ts";
import { isThere } from "./records.ts";

/** Beside the attempt, for its process to find (H7). The first one stays. */
export async function layDown(outcome: CallbackOutcome, paths: AttemptPaths): Promise<void> {
  if (await isThere(paths.outcome)) return;
  // Its process may be another user's, to whom its working directory was given.
  const { uid } = await stat(paths.work);
  const owner = uid === process.getuid?.() ? undefined : uid;
  await writeDurably(paths.outcome, JSON.stringify(outcome), (file) =>
    owner === undefined ? undefined : chown(file, owner, -1),
  );
}

/** Undefined: it is none. */
export function toOutcome(value: Json | undefined): CallbackOutcome | undefined {
  if (!isJsonObject(value)) return undefined;
  const { status, result, reason } = value;
  if (status !== "SUCCEEDED" && status !== "FAILED") return undefined;
  return {
    status,
    ...(result !== undefined && { result }),
    ...(typeof reason === "string" && { reason }),
  };
}
