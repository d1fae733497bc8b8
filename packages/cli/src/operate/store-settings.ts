import { resolve } from "node:path";
import { defaultDataFolder } from "../client/connection.ts";
import { usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

// Where a store is, for the commands that work on it themselves, without a server.

export interface StoreSettings {
  readonly dataFolder: string;
  /** Absent: SQLite in the data folder. */
  readonly storeUrl?: string;
}

export function readStoreSettings({ options, terminal }: Invocation): StoreSettings {
  const storeUrl = storeUrlOf(options.text("store") ?? terminal.environment.LANDBRIDGE_STORE);
  // What stood on the command line stands in the list of processes, for everybody on this machine to see.
  if (storeUrl !== undefined) process.title = "landbridge";
  return {
    dataFolder: resolve(terminal.folder, options.text("data") ?? defaultDataFolder),
    ...(storeUrl !== undefined && { storeUrl }),
  };
}

/** Undefined: SQLite. */
function storeUrlOf(store: string | undefined): string | undefined {
  if (store === undefined || store === "" || store === "sqlite") return undefined;
  if (/^postgres(ql)?:\/\//.test(store)) return store;
  // Not repeated: it may be an address with a password in it.
  throw usageFailure(
    "the store is not one that is known",
    "give sqlite (the default) or postgres://user@host/database",
  );
}
