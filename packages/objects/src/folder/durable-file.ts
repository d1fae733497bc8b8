import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/** A file that is whole and on disk, and not yet where it belongs. */
export interface StagedFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly md5: string;
  /** Of no other file that this process wrote. */
  readonly mtimeNs: bigint;
}

/** @param path that nobody else uses, on the same file system as where the file will go */
export async function stageFile(
  path: string,
  body: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<StagedFile> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    try {
      const md5 = await writeAll(file, body);
      const seconds = nextMtimeSeconds();
      await file.utimes(seconds, seconds);
      await file.sync();
      const { size, mtimeNs } = await file.stat({ bigint: true });
      return { path, sizeBytes: Number(size), md5, mtimeNs };
    } finally {
      await file.close();
    }
  } catch (error) {
    await dropStaged(path);
    throw error;
  }
}

/**
 * Renames a staged file into its place (O1). The folders that had to be made are synced too: a file in a
 * folder that the disk forgot is no file.
 * @param top the folder that is there already; those below it are made
 */
export async function publishFile(staged: string, path: string, top: string): Promise<void> {
  await renameInto(staged, path, top);
  await syncFolder(dirname(path));
}

/** Whoever deletes the last object beside it takes the folder away, perhaps just now. */
async function renameInto(staged: string, path: string, top: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    await makeFolders(dirname(path), top);
    try {
      return await rename(staged, path);
    } catch (error) {
      const isFolderGone = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (!isFolderGone || tries === renameTriesMax) throw error;
    }
  }
}

const renameTriesMax = 3;

export async function dropStaged(path: string): Promise<void> {
  await unlink(path).catch(() => {});
}

async function writeAll(file: FileHandle, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("md5");
  if (body instanceof Uint8Array) {
    hash.update(body);
    await file.writeFile(body);
  } else {
    for await (const chunk of body) {
      hash.update(chunk);
      await file.appendFile(chunk);
    }
  }
  return hash.digest("hex");
}

let lastMicros = 0;

/** File systems stamp files by the tick, and two that were written within one tick could not be told apart. */
function nextMtimeSeconds(): number {
  lastMicros = Math.max(lastMicros + 1, Date.now() * 1000);
  return lastMicros / 1_000_000;
}

export async function makeFolders(folder: string, top: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let at = folder; at.length > top.length; at = dirname(at)) await syncFolder(at);
  await syncFolder(top);
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
