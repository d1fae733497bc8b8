import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { defaultDataFolder } from "../client/connection.ts";
import { usageFailure } from "../failure.ts";
import type { Invocation } from "../program/spec.ts";

export interface UpSettings {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  /** Absent: none was named, and the current folder is no project. */
  readonly projectFolder?: string;
  readonly form: "text" | "json";
  readonly isQuiet: boolean;
}

const DEFAULT_PORT = 7_070;

export function readSettings({ parameters, options, terminal }: Invocation): UpSettings {
  checkStore(options.text("store"));
  const [named] = parameters;
  const isProject = existsSync(join(terminal.folder, "landbridge.yaml"));
  const projectFolder = named ?? (isProject ? "." : undefined);
  return {
    dataFolder: resolve(terminal.folder, options.text("data") ?? defaultDataFolder),
    host: options.text("host") ?? "127.0.0.1",
    port: options.whole("port", { min: 0, max: 65_535 }) ?? DEFAULT_PORT,
    ...(projectFolder !== undefined && { projectFolder }),
    form: options.text("log") === "json" ? "json" : "text",
    isQuiet: options.flag("quiet"),
  };
}

function checkStore(store: string | undefined): void {
  if (store === undefined || store === "sqlite") return;
  if (/^postgres(ql)?:\/\//.test(store))
    // Not repeated: the address may hold a password.
    throw usageFailure(
      "PostgreSQL is not available in this version",
      "leave --store out: the embedded SQLite store keeps everything in --data DIR",
    );
  throw usageFailure(`"${store}" is not a store`, "the store of this version is sqlite, the default");
}
