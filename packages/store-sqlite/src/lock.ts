import { hostname } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { storeError } from "@landbridge/store";
import { makePrivateFile } from "./folder.ts";
import { isBusy, toStoreError } from "./sqlite-errors.ts";

// A folder has one owner: the process that holds a write transaction open on `lock.db`.
//
// L1. The lock is the kernel's (POSIX advisory, taken by SQLite), so it goes with the process however it
//     dies; a file with a pid would outlive it and name a stranger.
// L2. The transaction writes nothing. In rollback-journal mode others can still read, so the one who
//     comes second can say who came first.
// L3. Never open lock.db in this process but through SQLite: closing any descriptor of a file drops all
//     POSIX locks that the process has on it (https://www.sqlite.org/howtocorrupt.html, 2.2).

export interface FolderLock {
  release(): void;
}

/** Two processes that start at the same instant may each write their name before one holds the lock. */
const ATTEMPTS_MAX = 10;

/** A COMMIT waits while another process reads who the owner is, and such a reader while an owner commits. */
const NAMING_TIMEOUT_MS = 1_000;

const OWNER_SQL = "SELECT 'process ' || pid || ' on ' || host || ', since ' || since AS name FROM owner";

export function lockFolder(folder: string): FolderLock {
  const path = join(folder, "lock.db");
  makePrivateFile(path);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    takeLock(database, folder);
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    throw toStoreError(error, path);
  }
}

/** Writes this process's name and holds the lock, in a database of the folder that is open already. */
export function takeLock(database: DatabaseSync, folder: string): void {
  const self = `${hostname()} ${process.pid} ${process.hrtime.bigint()}`;
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    begin(database, folder);
    database.exec(
      "CREATE TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY, self TEXT, host TEXT, pid INTEGER, since TEXT)",
    );
    database
      .prepare("INSERT OR REPLACE INTO owner (id, self, host, pid, since) VALUES (1, ?, ?, ?, ?)")
      .run(self, hostname(), process.pid, Temporal.Now.instant().toString({ smallestUnit: "second" }));
    database.exec("COMMIT");
    begin(database, folder);
    if (database.prepare("SELECT self FROM owner").get()?.self === self) return;
    database.exec("ROLLBACK");
  }
  throw inUse(database, folder);
}

/** Does not wait for the lock, as its holder keeps it; whatever else is in the way is soon gone. */
function begin(database: DatabaseSync, folder: string): void {
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN IMMEDIATE");
  } catch (error) {
    throw isBusy(error) ? inUse(database, folder) : error;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${NAMING_TIMEOUT_MS}`);
  }
}

function inUse(database: DatabaseSync, folder: string): Error {
  return storeError(
    "STORE_IN_USE",
    `${folder} is held by ${ownerOf(database)}; stop that process, or choose another data folder`,
  );
}

function ownerOf(database: DatabaseSync): string {
  try {
    const name = database.prepare(OWNER_SQL).get()?.name;
    if (typeof name === "string") return name;
  } catch {
    // The owner is just writing its name, or has never done so: who it is stays unknown, that it is does not.
  }
  return "another process that is just starting";
}
