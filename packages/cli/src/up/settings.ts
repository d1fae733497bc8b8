import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { defaultDataFolder } from "../client/connection.ts";
import { usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export interface UpSettings {
  readonly dataFolder: string;
  /** Absent: SQLite in the data folder. */
  readonly storeUrl?: string;
  /** Absent: the machine's name. */
  readonly nodeName?: string;
  readonly leaseMs?: number;
  readonly host: string;
  readonly port: number;
  /** Absent: none was named, and the current folder is no project. */
  readonly projectFolder?: string;
  readonly form: "text" | "json";
  readonly isQuiet: boolean;
}

const DEFAULT_PORT = 7_070;

export function readSettings({ parameters, options, terminal }: Invocation): UpSettings {
  const storeUrl = storeUrlOf(options.text("store") ?? terminal.environment.LANDBRIDGE_STORE);
  const nodeName = options.text("node") ?? terminal.environment.LANDBRIDGE_NODE;
  const leaseSeconds = options.whole("lease", { min: 1, max: 300 });
  const [named] = parameters;
  const isProject = existsSync(join(terminal.folder, "landbridge.yaml"));
  const projectFolder = named ?? (isProject ? "." : undefined);
  return {
    dataFolder: resolve(terminal.folder, options.text("data") ?? defaultDataFolder),
    ...(storeUrl !== undefined && { storeUrl }),
    ...(nodeName !== undefined && nodeName !== "" && { nodeName }),
    ...(leaseSeconds !== undefined && { leaseMs: leaseSeconds * 1_000 }),
    host: options.text("host") ?? "127.0.0.1",
    port: options.whole("port", { min: 0, max: 65_535 }) ?? DEFAULT_PORT,
    ...(projectFolder !== undefined && { projectFolder }),
    form: options.text("log") === "json" ? "json" : "text",
    isQuiet: options.flag("quiet"),
  };
}

/** From --store, else LANDBRIDGE_STORE, where no list of processes shows it. `undefined`: SQLite. */
function storeUrlOf(store: string | undefined): string | undefined {
  if (store === undefined || store === "" || store === "sqlite") return undefined;
  if (/^postgres(ql)?:\/\//.test(store)) return store;
  // Not repeated: it may be an address with a password in it.
  throw usageFailure(
    "the store is not one that is known",
    "give sqlite (the default) or postgres://user@host/database",
  );
}
