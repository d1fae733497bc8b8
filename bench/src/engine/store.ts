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
  if (place.store === "sqlite") return openFile(place.data);
  return place.store === "postgres" ? openPrivate() : openDatabase(place.store);
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

/** With a log large enough that no checkpoint falls into a run of seconds, as on a server that is set up for writing. */
async function openPrivate(): Promise<BenchStore> {
  const server = await startPrivateServer({ settings: { shared_buffers: "256MB", max_wal_size: "4GB" } });
  const { store } = await openDatabase(server.url());
  return {
    store,
    async close() {
      await store.close();
      await server.remove();
    },
  };
}

async function openDatabase(url: string): Promise<BenchStore> {
  const store = await openPostgresStore({
    url,
    environment: process.env,
    log: { warn: (message, facts) => console.error(message, facts) },
  });
  return { store, close: () => store.close() };
}
