import { closeSync, fsyncSync, mkdirSync, openSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { storeError } from "@landbridge/store";

/**
 * Makes the data folder, readable by its owner only, and the folders above it. Each new one is made
 * durable by syncing the folder that lists it: else a power loss could take the whole store with it.
 */
export function makeFolder(folder: string): string {
  const path = resolve(folder);
  try {
    const first = mkdirSync(path, { recursive: true, mode: 0o700 });
    if (first !== undefined) syncFoldersBetween(dirname(first), path);
    return path;
  } catch (error) {
    throw folderError(path, error);
  }
}

/** Makes an empty file for its owner's eyes only; one that is there is left alone, not even opened. */
export function makePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw folderError(path, error);
  }
}

/** Makes the names of a folder's files durable. */
export function syncFolder(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFoldersBetween(top: string, bottom: string): void {
  for (let path = bottom; ; path = dirname(path)) {
    syncFolder(path);
    if (path === top) return;
  }
}

function folderError(path: string, error: unknown): Error {
  const reason = error instanceof Error ? error.message : String(error);
  if (codeOf(error) === "ENOSPC") return storeError("STORE_FULL", `${path}: ${reason}`, error);
  return storeError(
    "STORE_READ_ONLY",
    `${path}: ${reason}; choose a folder that this user may write to`,
    error,
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
