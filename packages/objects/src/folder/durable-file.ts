import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes beside the place, syncs, and renames into it (O1). The folders that had to be made are synced too:
 * a file in a folder that the disk forgot is no file.
 * @param beside a path that nobody else uses, on the same file system
 * @param top    the folder that is there already; those below it are made
 */
export async function writeDurably(
  path: string,
  beside: string,
  top: string,
  body: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  const file = await open(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    try {
      await writeAll(file, body);
      await file.sync();
    } finally {
      await file.close();
    }
    await makeFolders(dirname(path), top);
    await rename(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => {});
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeAll(file: FileHandle, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
  if (body instanceof Uint8Array) return file.writeFile(body);
  for await (const chunk of body) await file.appendFile(chunk);
}

async function makeFolders(folder: string, top: string): Promise<void> {
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
