import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Store } from "@landbridge/store";
import { makeFolder, makePrivateFile, syncFolder } from "./folder.ts";
import { lockFolder } from "./lock.ts";
import { checkOwnFile, makeSchema } from "./schema.ts";
import { toStoreError } from "./sqlite-errors.ts";
import { makeStore } from "./store.ts";

export type SqliteStoreOptions =
  /** Made if it is missing, and owned until `close` or the end of the process. */
  | { readonly folder: string }
  /** Gone with the process; each `commit` is applied before it returns, so that a simulation repeats. */
  | { readonly memory: true };

/** Pages of the database that stay in memory, in KiB. */
const CACHE_KIB = 32 * 1024;

/**
 * What the log keeps of the disk once it was longer: it is written over from its start after each
 * checkpoint (every 1,000 pages, 4 MB, SQLite's default), and is longer only while a stranger reads.
 */
const LOG_BYTES_KEPT = 64 * 1024 * 1024;

/** How long a transaction waits for a stranger who has the file open (a backup, a curious `sqlite3`). */
const BUSY_TIMEOUT_MS = 2_000;

/** Rejects with STORE_IN_USE, STORE_NEWER, STORE_CORRUPT, STORE_READ_ONLY or STORE_FULL. */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<Store> {
  if ("memory" in options) return openIn(":memory:", "immediate", () => {});
  const folder = makeFolder(options.folder);
  const lock = lockFolder(folder);
  try {
    const path = join(folder, "landbridge.db");
    makePrivateFile(path);
    const store = openIn(path, "turn", () => lock.release());
    syncFolder(folder);
    return store;
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openIn(path: string, flush: "turn" | "immediate", release: () => void): Store {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    // First of all: the journal's mode is kept in the file, so even setting that would change a stranger's.
    checkOwnFile(database, path);
    // FULL syncs the log before each COMMIT returns; NORMAL would lose acknowledged commits at a power loss.
    database.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA journal_size_limit = ${LOG_BYTES_KEPT}`,
    );
    makeSchema(database);
    return makeStore({ database, path, flush, release });
  } catch (error) {
    database?.close();
    throw toStoreError(error, path);
  }
}
