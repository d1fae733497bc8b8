import { assert } from "@landbridge/model";
import { type TableName, type TableSpec, tables } from "@landbridge/store";

// Names in SQL come from `tables` and from our own source alone, never from a caller; values are bound.

export const tableNames: readonly TableName[] = Object.keys(tables).filter(
  (name): name is TableName => name in tables,
);

export function specOf(table: TableName): TableSpec {
  return tables[table];
}

export function columnsOf(table: TableName): readonly string[] {
  return Object.keys(specOf(table).columns);
}

/** PostgreSQL's name for a column's type. */
export function typeOf(table: TableName, column: string): "text" | "bigint" {
  return specOf(table).columns[column] === "integer" ? "bigint" : "text";
}

/** A name from `tables` as an SQL identifier. */
export function quoted(name: string): string {
  assert(/^[a-zA-Z][a-zA-Z0-9]*$/.test(name), "a table's and a column's name is letters and digits");
  return `"${name}"`;
}

/** A schema's name as an SQL identifier; it comes from a URL, which was checked. */
export function quotedSchema(name: string): string {
  assert(/^[a-z_][a-z0-9_]{0,62}$/.test(name), "a schema's name is a plain identifier");
  return `"${name}"`;
}
