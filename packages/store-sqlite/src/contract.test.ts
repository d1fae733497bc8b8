import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeContract } from "@landbridge/store/conformance";
import { openSqliteStore } from "./open.ts";

storeContract("SQLite in memory", async () => ({ store: await openSqliteStore({ memory: true }) }), {
  keeps: false,
});

storeContract("SQLite in a folder", async () => {
  const folder = await mkdtemp(join(tmpdir(), "landbridge-store-"));
  return {
    store: await openSqliteStore({ folder }),
    reopen: async (store) => {
      await store.close();
      return openSqliteStore({ folder });
    },
    remove: () => rm(folder, { recursive: true }),
  };
});
