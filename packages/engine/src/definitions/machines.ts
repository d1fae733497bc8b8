import { createHash } from "node:crypto";
import { type EpochMs, type StateMachineDefinition } from "@landbridge/model";
import type { EntryPart, Guard, Store, Write } from "@landbridge/store";
import { type Home, stateMachineArn } from "../arns.ts";
import { engineError } from "../errors.ts";
import {
  type MachineRecord,
  type RevisionRecord,
  readMachineRow,
  readRevisionRow,
  revisionKey,
} from "../rows/machine-row.ts";

/** Throws StateMachineDoesNotExist. */
export async function findMachine(store: Store, name: string, told = name): Promise<MachineRecord> {
  const row = await store.get("machines", name);
  const machine = row === undefined ? undefined : readMachineRow(row);
  if (machine === undefined || machine.isDeleted) {
    throw engineError("StateMachineDoesNotExist", `'${told}'`);
  }
  return machine;
}

/** Throws StateMachineDoesNotExist. */
export async function findDefinition(store: Store, machine: string, revision: string): Promise<string> {
  // Of a map run's child: its part of its parent's definition.
  const [[name = ""], [whole = ""]] = [machine.split("/"), revision.split("#")];
  const row = await store.get("revisions", revisionKey(name, whole));
  if (row === undefined) {
    throw engineError(
      "StateMachineDoesNotExist",
      `revision ${revision} of "${machine}" is not in the store.`,
    );
  }
  return readRevisionRow(row).definition;
}

export async function listMachines(
  store: Store,
  limit: number,
  after?: string,
): Promise<{
  readonly machines: readonly MachineRecord[];
  readonly next?: string;
}> {
  const page = await store.list("machines", {
    orderBy: "createdAt",
    direction: "ascending",
    limit,
    ...(after !== undefined && { after }),
  });
  return {
    machines: page.rows.map(readMachineRow).filter((machine) => !machine.isDeleted),
    ...(page.next !== undefined && { next: page.next }),
  };
}

/**
 * What to commit so that exactly these definitions are in force; open executions keep the revisions
 * they pin. Definitions that did not change write nothing.
 * @param removed names to take out of force
 */
export async function machineWrites(
  store: Store,
  home: Home,
  now: EpochMs,
  definitions: readonly StateMachineDefinition[],
  removed: readonly string[],
): Promise<EntryPart> {
  const guards: Guard[] = [];
  const writes: Write[] = [];
  for (const definition of definitions) {
    const part = await definitionWrites(store, home, now, definition);
    guards.push(...part.guards);
    writes.push(...part.writes);
  }
  for (const name of removed) {
    const row = await store.get("machines", name);
    if (row === undefined) continue;
    guards.push({ kind: "version", table: "machines", key: name, version: row.version });
    const body = JSON.stringify({
      ...readMachineRow(row),
      isDeleted: true,
      updatedAt: now,
    } satisfies MachineRecord);
    writes.push({ kind: "update", table: "machines", key: name, columns: { listed: null }, body });
  }
  return { guards, writes };
}

async function definitionWrites(
  store: Store,
  home: Home,
  now: EpochMs,
  definition: StateMachineDefinition,
): Promise<EntryPart> {
  const { name, type, roleArn } = definition;
  const row = await store.get("machines", name);
  const before = row === undefined ? undefined : readMachineRow(row);
  const revision = revisionOf(definition);
  if (before?.revision === revision && !before.isDeleted) return { guards: [], writes: [] };
  const createdAt = before === undefined || before.isDeleted ? now : before.createdAt;
  const record: MachineRecord = {
    ...(before?.versionsMade !== undefined && { versionsMade: before.versionsMade }),
    name,
    arn: stateMachineArn(home, name),
    type,
    roleArn,
    revision,
    createdAt,
    updatedAt: now,
  };
  const body = JSON.stringify(record);
  const machine: EntryPart =
    row === undefined
      ? {
          guards: [{ kind: "absent", table: "machines", key: name }],
          writes: [{ kind: "insert", table: "machines", key: name, columns: { createdAt, listed: 0 }, body }],
        }
      : {
          guards: [{ kind: "version", table: "machines", key: name, version: row.version }],
          writes: [{ kind: "update", table: "machines", key: name, columns: { createdAt, listed: 0 }, body }],
        };
  const isFirst = before === undefined || before.isDeleted === true;
  return withRevision(store, machine, definition, { revision, isFirst, madeAt: now });
}

async function withRevision(
  store: Store,
  machine: EntryPart,
  { name, definition, roleArn, type, limits }: StateMachineDefinition,
  {
    revision,
    isFirst,
    madeAt,
  }: { readonly revision: string; readonly isFirst: boolean; readonly madeAt: EpochMs },
): Promise<EntryPart> {
  const key = revisionKey(name, revision);
  if ((await store.get("revisions", key)) !== undefined) return machine;
  const body = JSON.stringify({
    definition,
    roleArn,
    type,
    ...(limits && { limits }),
    ...(isFirst && { isFirst }),
    madeAt,
  } satisfies RevisionRecord);
  return {
    guards: [...machine.guards, { kind: "absent", table: "revisions", key }],
    writes: [...machine.writes, { kind: "insert", table: "revisions", key, columns: {}, body }],
  };
}

/** The same content gives the same revision, so applying a project twice changes nothing. */
function revisionOf({ definition, roleArn, type, limits }: StateMachineDefinition): string {
  return createHash("sha256")
    .update(JSON.stringify([definition, roleArn, type, ...(limits === undefined ? [] : [limits])]))
    .digest("hex")
    .slice(0, 32);
}
