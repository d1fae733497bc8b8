import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Store } from "@landbridge/store";
import { openPostgresStore } from "@landbridge/store-postgres";
import { startPrivateServer } from "@landbridge/store-postgres/private-server";
import { openSqliteStore } from "@landbridge/store-sqlite";

export interface StorePlace {
  /** `sqlite`; `postgres`: a private server on this machine; or the URL of a database that is free for it. */
  readonly store: string;
  /** Where SQLite's folder is made. Absent: under the system's temporary folder. */
  readonly data: string | undefined;
}

export interface BenchStore {
  readonly store: Store;
  close(): Promise<void>;
}

/** A store with durable settings, empty. */
export function openBenchStore(place: StorePlace): Promise<BenchStore> {
  return place.store === "sqlite" ? openFile(place.data) : openDatabase(place.store);
}

async function openFile(data: string | undefined): Promise<BenchStore> {
  const folder = mkdtempSync(join(data ?? tmpdir(), "landbridge-bench-"));
  const store = await openSqliteStore({ folder: join(folder, "store") });
  return {
    store,
    async close() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openDatabase(place: string): Promise<BenchStore> {
  const database = await openBenchDatabase(place);
  const store = await openPostgresStore({
    url: database.url,
    environment: process.env,
    log: { warn: (message, facts) => console.error(message, facts) },
  });
  return {
    store,
    async close() {
      await store.close();
      await database.close();
    },
  };
}

export interface BenchDatabase {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A private server, with a log large enough that no checkpoint falls into a run of seconds, as on one that is set up for
 * writing; or what the URL leads to.
 */
export async function openBenchDatabase(place: string): Promise<BenchDatabase> {
  if (place !== "postgres") return { url: place, close: () => Promise.resolve() };
  const server = await startPrivateServer({ settings: { shared_buffers: "256MB", max_wal_size: "4GB" } });
  return { url: server.url(), close: () => server.remove() };
}
