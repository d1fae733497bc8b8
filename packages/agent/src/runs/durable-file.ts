import { mkdir, open, readFile, rename, unlink } from "node:fs/promises";
import { dirname } from "node:path";

/** Replaces the file as a whole: after a crash it holds the old text or the new one, and the new one once this resolves. */
export async function writeDurably(
  path: string,
  text: string,
  before: (file: string) => Promise<void> | undefined = () => undefined,
): Promise<void> {
  writes += 1;
  const temporary = `${path}.${process.pid}-${writes}.tmp`;
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
    await before(temporary);
    await rename(temporary, path);
  } catch (error) {
    // On a full disk each try would leave one.
    await unlink(temporary).catch(() => {});
    throw error;
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

let writes = 0;

/** Needs no room where the file has as many bytes already. A sector of a disk is written whole or not at all. */
export async function writeInPlace(path: string, text: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.write(text, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Makes a folder and what is missing above it, for its owner only; durable once this resolves. One that was
 * there is synced too: whoever made it may have been killed before that.
 */
export async function makeFolderDurably(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 });
  const top = dirname(made ?? path);
  for (let above = dirname(path); ; above = dirname(above)) {
    await syncFolder(above);
    if (above === top) return;
  }
}

/** Makes the names in a folder durable: a file's own fsync does not. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Undefined: there is no such file. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

export function isMissing(error: unknown): boolean {
  return errorCode(error) === "ENOENT" || errorCode(error) === "ENOTDIR";
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
