import type { EntryPart, Store } from "@landbridge/store";
import { type Home, stateMachineArn } from "../arns.ts";
import { engineError } from "../errors.ts";
import {
  type MachineRecord,
  type RevisionRecord,
  readMachineRow,
  readRevisionRow,
  revisionKey,
} from "../rows/machine-row.ts";

/** A state machine's row, as a change of it needs it. */
export interface StoredMachine {
  readonly version: number;
  readonly record: MachineRecord;
}

/** One in force. */
export async function findStored(store: Store, name: string): Promise<StoredMachine | undefined> {
  const stored = await readStored(store, name);
  return stored?.record.isDeleted === true ? undefined : stored;
}

/** Throws StateMachineDoesNotExist. */
export async function getStored(store: Store, home: Home, name: string): Promise<StoredMachine> {
  const stored = await findStored(store, name);
  if (stored === undefined) throw engineError("StateMachineDoesNotExist", `'${stateMachineArn(home, name)}'`);
  return stored;
}

export async function readStored(store: Store, name: string): Promise<StoredMachine | undefined> {
  const row = await store.get("machines", name);
  return row && { version: row.version, record: readMachineRow(row) };
}

export async function getRevision(store: Store, name: string, revision: string): Promise<RevisionRecord> {
  const row = await store.get("revisions", revisionKey(name, revision));
  if (row === undefined)
    throw engineError("StateMachineDoesNotExist", `revision ${revision} of "${name}" is not in the store.`);
  return readRevisionRow(row);
}

/** Writes the row; also without a change, so that what else is decided about the machine takes turns. */
export function machineWrite(
  { version, record }: StoredMachine,
  changes: Partial<MachineRecord> = {},
): EntryPart {
  const { name } = record;
  return {
    guards: [{ kind: "version", table: "machines", key: name, version }],
    writes: [
      { kind: "update", table: "machines", key: name, body: JSON.stringify({ ...record, ...changes }) },
    ],
  };
}
