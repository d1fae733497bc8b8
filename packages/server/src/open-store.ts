import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Store } from "@landbridge/store";
import { openPostgresStore } from "@landbridge/store-postgres";
import { openSqliteStore } from "@landbridge/store-sqlite";
import type { Log } from "./http/log.ts";

export interface StoreOptions {
  readonly dataFolder: string;
  /** postgres://…; absent: SQLite in the data folder. */
  readonly storeUrl?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
}

/** The only place that chooses a store. */
export async function openStore({ dataFolder, storeUrl, environment, log }: StoreOptions): Promise<Store> {
  if (storeUrl === undefined) return openSqliteStore({ folder: join(dataFolder, "store") });
  // Keys, runs and objects are kept there all the same.
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  return openPostgresStore({
    url: storeUrl,
    environment,
    log: { warn: (message, facts) => log.warn(facts, message) },
  });
}
