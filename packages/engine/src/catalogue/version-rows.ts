import { type EpochMs, epochMs } from "@landbridge/model";
import type { Row, Store } from "@landbridge/store";

/** A revision that was published under a number. */
export interface MachineVersion {
  readonly number: number;
  readonly arn: string;
  readonly revision: string;
  readonly description?: string;
  readonly createdAt: EpochMs;
}

export async function findVersion(
  store: Store,
  machine: string,
  number: number,
): Promise<MachineVersion | undefined> {
  const row = await store.get("versions", versionKey(machine, number));
  return row && readVersion(row);
}

/** Newest first. */
export async function listVersions(
  store: Store,
  machine: string,
  query: { readonly limit: number; readonly after?: string },
): Promise<{ readonly versions: readonly MachineVersion[]; readonly next?: string }> {
  const page = await store.list("versions", {
    where: { machine },
    orderBy: "number",
    direction: "descending",
    ...query,
  });
  return { versions: page.rows.map(readVersion), ...(page.next !== undefined && { next: page.next }) };
}

export function versionKey(machine: string, number: number): string {
  return `${machine}\n${number}`;
}

function readVersion(row: Row<"versions">): MachineVersion {
  const version = JSON.parse(row.body) as MachineVersion;
  return { ...version, createdAt: epochMs(version.createdAt) };
}
