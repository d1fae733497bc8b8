import { stat, statfs, writeFile } from "node:fs/promises";
import { isJsonObject, type OutputStream, parseJson } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { readIfThere, writeInPlace } from "./durable-file.ts";
import { readDropped } from "./output-bound.ts";

// Where output may be missing because the disk was full. The process wrote it and was told that it could not:
// nobody else knows. What can be known is that there was no room when somebody looked, and how far the output had come.

/** With less the next write of an ordinary size fails. */
const fullBytes = 65_536;
/** Two offsets as JSON, whatever they are. */
const recordCharacters = 80;

/** Its room is kept before the process starts: when it is needed there is none. */
export async function reserveLack(paths: AttemptPaths): Promise<void> {
  await writeFile(paths.lack, " ".repeat(recordCharacters), { mode: 0o600, flush: true });
}

/** True: the disk is full, and was not known to be. Only the first time counts. */
export async function noteLack(paths: AttemptPaths): Promise<boolean> {
  if (!(await isFull(paths.folder)) || (await readIfThere(paths.lack))?.trim() !== "") return false;
  const dropped = await readDropped(paths);
  const record = {
    stdout: dropped.stdout.cutBefore + (await stat(paths.stdout)).size,
    stderr: dropped.stderr.cutBefore + (await stat(paths.stderr)).size,
  };
  await writeInPlace(paths.lack, JSON.stringify(record).padEnd(recordCharacters));
  return true;
}

/** Undefined: nothing is known to be missing. */
export async function readLack(paths: AttemptPaths, stream: OutputStream): Promise<number | undefined> {
  const record = parseJson((await readIfThere(paths.lack)) ?? "");
  const offset = isJsonObject(record) ? record[stream] : undefined;
  return typeof offset === "number" ? offset : undefined;
}

/** A file system that has no bound of its own says that it has no blocks at all. */
async function isFull(path: string): Promise<boolean> {
  const { blocks, bavail, bsize } = await statfs(path);
  return blocks > 0 && bavail * bsize < fullBytes;
}
