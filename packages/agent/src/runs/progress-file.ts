import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { parseJson, type RunProgress, toRunProgress } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { readMask } from "./mask-file.ts";

const { O_NONBLOCK, O_RDONLY } = constants;

/** More is no progress but a mistake; it is left alone. */
const PROGRESS_BYTES_MAX = 65_536;

export interface ProgressFinding {
  readonly progress: RunProgress | undefined;
  /** Tells one writing of the file from the next. */
  readonly mark: string;
}

/**
 * What a job left in its LANDBRIDGE_PROGRESS_FILE. It writes while we read, so what is no JSON is a moment's look at
 * half a file, and no news. Undefined: there is no file, or it is not one to be read.
 */
export async function readProgress(paths: AttemptPaths): Promise<ProgressFinding | undefined> {
  try {
    // O_NONBLOCK: opening a pipe must not wait for its writer.
    const file = await open(paths.progress, O_RDONLY | O_NONBLOCK);
    try {
      const facts = await file.stat();
      if (!facts.isFile() || facts.size === 0 || facts.size > PROGRESS_BYTES_MAX) return undefined;
      const bytes = Buffer.alloc(facts.size);
      const { bytesRead } = await file.read(bytes, 0, facts.size, 0);
      (await readMask(paths)).hide(bytes);
      const progress = toRunProgress(parseJson(bytes.toString("utf8", 0, bytesRead)));
      return { progress, mark: `${facts.ino} ${facts.mtimeMs} ${facts.size}` };
    } finally {
      await file.close();
    }
  } catch {
    return undefined;
  }
}
