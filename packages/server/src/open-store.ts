import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Store, StoreFilling, StoreImage } from "@landbridge/store";
import {
  fillPostgresStore,
  migratePostgres,
  openPostgresImage,
  openPostgresStore,
  type PostgresStoreOptions,
} from "@landbridge/store-postgres";
import { fillSqliteStore, openSqliteImage, openSqliteStore } from "@landbridge/store-sqlite";
import type { Log } from "./http/log.ts";

export interface StoreOptions {
  readonly dataFolder: string;
  /** postgres://…; absent: SQLite in the data folder. */
  readonly storeUrl?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

// The only place that chooses a store.

export async function openStore(options: StoreOptions): Promise<Store> {
  const { dataFolder } = options;
  const database = databaseOf(options);
  if (database === undefined) return openSqliteStore({ folder: sqliteFolder(dataFolder) });
  // Keys, runs and objects are kept there all the same.
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  return openPostgresStore(database);
}

/** The store as it is now; a server may go on writing to it. */
export function openImage(options: StoreOptions): Promise<StoreImage> {
  const database = databaseOf(options);
  return database === undefined
    ? openSqliteImage({ folder: sqliteFolder(options.dataFolder) })
    : openPostgresImage(database);
}

/** An empty store to be filled; rejects with STORE_NOT_EMPTY. */
export function fillStore(options: StoreOptions): Promise<StoreFilling> {
  const database = databaseOf(options);
  return database === undefined
    ? fillSqliteStore({ folder: sqliteFolder(options.dataFolder) })
    : fillPostgresStore(database);
}

/** The statements that a database is missing, made or only told; SQLite's file sees to itself when it is opened. */
export async function migrateStore(options: StoreOptions, isPlan: boolean): Promise<readonly string[]> {
  const database = databaseOf(options);
  return database === undefined ? [] : migratePostgres(database, { isPlan });
}

function sqliteFolder(dataFolder: string): string {
  return join(dataFolder, "store");
}

function databaseOf({ storeUrl, environment, log }: StoreOptions): PostgresStoreOptions | undefined {
  if (storeUrl === undefined) return undefined;
  return { url: storeUrl, environment, log: { warn: (message, facts) => log.warn(facts, message) } };
}
