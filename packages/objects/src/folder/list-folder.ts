import { type BigIntStats, type Dirent } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { decodeName } from "./key-path.ts";

/** A file of a bucket and the key that it is. */
export interface FoundFile {
  readonly key: string;
  readonly stats: BigIntStats;
}

export interface FileQuery {
  readonly prefix: string;
  readonly after: string | undefined;
  /** May be set while the files are read: no more of those whose keys begin so. */
  skipped?: string;
}

/**
 * The files below `folder` whose keys begin with `prefix` and are past `after`, in the order of their keys'
 * bytes (O3). Folders that cannot hold any are not read. Links, and names that no key has, are passed over.
 */
export async function* filesOf(folder: string, query: FileQuery, before = ""): AsyncGenerator<FoundFile> {
  for (const entry of await entriesOf(folder, before)) {
    if (!mayHold(entry, query)) continue;
    const path = join(folder, entry.name);
    if (entry.isFolder) yield* filesOf(path, query, entry.key);
    else {
      const stats = await lstat(path, { bigint: true }).catch(() => undefined);
      if (stats?.isFile()) yield { key: entry.key, stats };
    }
  }
}

interface Entry {
  readonly name: string;
  /** A file's key, or how the keys below a folder begin. */
  readonly key: string;
  readonly isFolder: boolean;
}

async function entriesOf(folder: string, before: string): Promise<Entry[]> {
  const listed = await readdir(folder, { withFileTypes: true });
  const entries = listed.flatMap((one) => entryOf(one, before));
  return entries.sort((a, b) => compareBytes(a.key, b.key));
}

function entryOf(entry: Dirent, before: string): Entry[] {
  const decoded = decodeName(entry.name);
  if (decoded === undefined) return [];
  const key = `${before}${decoded.text}`;
  if (entry.isFile() && !decoded.goesOn) return [{ name: entry.name, key, isFolder: false }];
  if (!entry.isDirectory()) return [];
  return [{ name: entry.name, key: decoded.goesOn ? key : `${key}/`, isFolder: true }];
}

function mayHold({ key, isFolder }: Entry, { prefix, after, skipped }: FileQuery): boolean {
  if (skipped !== undefined && key.startsWith(skipped)) return false;
  if (!isFolder) return key.startsWith(prefix) && (after === undefined || compareBytes(key, after) > 0);
  const isOnTheWay = key.startsWith(prefix) || prefix.startsWith(key);
  const isPast = after === undefined || after.startsWith(key) || compareBytes(key, after) > 0;
  return isOnTheWay && isPast;
}

/** JavaScript compares UTF-16 units, which orders some characters otherwise than UTF-8's bytes. */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
