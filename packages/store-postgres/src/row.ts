import { assert } from "@landbridge/model";
import type { ColumnsOf, ColumnValue, Row, TableName } from "@landbridge/store";
import { columnsOf, quoted } from "./sql/names.ts";

// The file that parses what PostgreSQL gives back.

/** What `toRow` reads, in its order. */
export function selectedColumns(table: TableName): string {
  return ["key", "version", "head", "body", ...columnsOf(table).map(quoted)].join(", ");
}

export function toRow<T extends TableName>(table: T, values: readonly unknown[]): Row<T> {
  const names = columnsOf(table);
  assert(values.length === names.length + 4, "a row has the members that were selected");
  const [key, version, head, body, ...rest] = values as [string, number, number, string, ...ColumnValue[]];
  const columns = Object.fromEntries(names.map((name, i) => [name, rest[i] ?? null])) as ColumnsOf<T>;
  return { key, version, columns, body, head };
}

/** Out of `to_json` of a whole row. */
export function rowOf(table: TableName, record: Readonly<Record<string, unknown>>): Row {
  const members = ["key", "version", "head", "body", ...columnsOf(table)];
  return toRow(
    table,
    members.map((name) => record[name]),
  );
}
