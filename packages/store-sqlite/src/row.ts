import type { StatementSync } from "node:sqlite";
import { assert } from "@landbridge/model";
import type { ColumnsOf, ColumnValue, JournalRow, Row, TableName } from "@landbridge/store";

// The file that parses what node:sqlite gives back: statements here return rows as arrays.

/** Where a row is and how it stands: what a guard compares and a write needs. */
export type Place = readonly [row: number, version: number, head: number];

/** The statement selects row, version and head of a key. */
export function findPlace(statement: StatementSync, key: string): Place | undefined {
  return statement.get(key) as Place | undefined;
}

/** The statement selects key, version, head, body, and then the columns of the table's spec. */
export function toRow<T extends TableName>(values: unknown, columnNames: readonly string[]): Row<T> {
  assert(
    Array.isArray(values) && values.length === columnNames.length + 4,
    "a row has the members that were selected",
  );
  const [key, version, head, body, ...rest] = values as [string, number, number, string, ...ColumnValue[]];
  const columns = Object.fromEntries(columnNames.map((name, i) => [name, rest[i] ?? null])) as ColumnsOf<T>;
  return { key, version, columns, body, head };
}

/** The statement selects seq, previous and body of a seq. */
export function findJournalRow(statement: StatementSync, seq: number): JournalRow | undefined {
  const values = statement.get(seq) as readonly [number, number, string] | undefined;
  return values === undefined ? undefined : { seq: values[0], previous: values[1], body: values[2] };
}
