import { accessSync, constants, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** Oldest first would be unkind: the newest that is installed. */
const debianFolder = "/usr/lib/postgresql";

/** The folder of `postgres` and `initdb`: LANDBRIDGE_POSTGRES_BIN, Debian's, then PATH. `undefined`: there is none. */
export function findPostgresBinaries(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const named = environment["LANDBRIDGE_POSTGRES_BIN"];
  const path = (environment["PATH"] ?? "").split(delimiter);
  const candidates = [...(named === undefined ? [] : [named]), ...debianBinaries(), ...path];
  return candidates.find((folder) =>
    ["postgres", "initdb"].every((name) => isExecutable(join(folder, name))),
  );
}

/** Whether tests may be skipped for want of PostgreSQL: never in CI. */
export function isPostgresMissing(): boolean {
  return process.env["CI"] !== "true" && findPostgresBinaries() === undefined;
}

function debianBinaries(): readonly string[] {
  try {
    const versions = readdirSync(debianFolder).toSorted((a, b) => Number(b) - Number(a));
    return versions.map((version) => join(debianFolder, version, "bin"));
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return dirname(path) !== "";
  } catch {
    return false;
  }
}
