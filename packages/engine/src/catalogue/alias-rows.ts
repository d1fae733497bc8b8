import { type EpochMs, epochMs } from "@landbridge/model";
import type { Row, Store } from "@landbridge/store";

/** A name for one or two versions, and how often each is started. */
export interface MachineAlias {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly routes: readonly Route[];
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface Route {
  readonly version: number;
  /** Percent; those of an alias are 100 together. */
  readonly weight: number;
}

/** Source: Step Functions, "Service quotas". */
export const aliasesMax = 100;

export async function findAlias(
  store: Store,
  machine: string,
  name: string,
): Promise<MachineAlias | undefined> {
  const row = await store.get("aliases", aliasKey(machine, name));
  return row && readAlias(row);
}

/** All of a machine, by name. */
export async function aliasesOf(store: Store, machine: string): Promise<readonly MachineAlias[]> {
  const page = await store.list("aliases", {
    where: { machine },
    orderBy: "listed",
    direction: "ascending",
    limit: aliasesMax,
  });
  return page.rows.map(readAlias);
}

export function aliasKey(machine: string, name: string): string {
  return `${machine}\n${name}`;
}

export function readAlias(row: Row<"aliases">): MachineAlias {
  const alias = JSON.parse(row.body) as MachineAlias;
  return { ...alias, createdAt: epochMs(alias.createdAt), updatedAt: epochMs(alias.updatedAt) };
}
