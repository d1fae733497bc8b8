import { assert, type EpochMs } from "@landbridge/model";
import type { EntryPart, Row } from "./port.ts";

// How the rows of definitions become equal to a project's: for the entry that applies it, under a guard each, so
// that nobody's change in between is overwritten.

/** Tables with a row a definition. */
export type DefinitionTable = "functions" | "jobs" | "schedules";

/** A definition as its row is to be. */
export interface DefinedRow {
  readonly key: string;
  readonly body: string;
}

type Present = Pick<Row, "key" | "version">;

/**
 * What makes a table's rows equal to `wanted`; no writes where they are so already.
 * @param present the rows to be replaced; those not wanted any more are deleted
 */
export function replaceRows(
  table: DefinitionTable,
  wanted: readonly DefinedRow[],
  present: readonly Row[],
  now: EpochMs,
): EntryPart {
  const rows = new Map(present.map((row) => [row.key, row]));
  const keys = new Set(wanted.map(({ key }) => key));
  assert(keys.size === wanted.length, "a project defines a name once");
  const parts = wanted.map((defined) => {
    const row = rows.get(defined.key);
    if (row === undefined) return makeRow(table, defined, now);
    return row.body === defined.body ? noPart : changeRow(table, row, defined.body);
  });
  const gone = present.filter(({ key }) => !keys.has(key));
  return joinParts([...parts, ...gone.map((row) => removeRow(table, row))]);
}

export function makeRow(table: DefinitionTable, { key, body }: DefinedRow, createdAt: EpochMs): EntryPart {
  return {
    guards: [{ kind: "absent", table, key }],
    writes: [{ kind: "insert", table, key, columns: { createdAt }, body }],
  };
}

export function changeRow(table: DefinitionTable, { key, version }: Present, body: string): EntryPart {
  return {
    guards: [{ kind: "version", table, key, version }],
    writes: [{ kind: "update", table, key, body }],
  };
}

export function removeRow(table: DefinitionTable, { key, version }: Present): EntryPart {
  return {
    guards: [{ kind: "version", table, key, version }],
    writes: [{ kind: "delete", table, key }],
  };
}

export const noPart: EntryPart = { guards: [], writes: [] };

/** All of them, in one entry. */
export function joinParts(parts: readonly EntryPart[]): EntryPart {
  return { guards: parts.flatMap(({ guards }) => guards), writes: parts.flatMap(({ writes }) => writes) };
}
