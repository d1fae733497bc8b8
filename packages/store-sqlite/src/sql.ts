import { assert } from "@landbridge/model";
import { type TableIndex, type TableName, type TableSpec, tables } from "@landbridge/store";

// The SQL that is made from `tables`. Names come from there alone, never from a caller, and values are bound.

export function specOf(table: TableName): TableSpec {
  return tables[table];
}

export const tableNames: readonly TableName[] = Object.keys(tables).filter(
  (name): name is TableName => name in tables,
);

/** A name from `tables` as an SQL identifier. */
export function quoted(name: string): string {
  assert(/^[a-zA-Z][a-zA-Z0-9]*$/.test(name), "a table's and a column's name is letters and digits");
  return `"${name}"`;
}

/** The body is last, as it may spill onto overflow pages. */
export function createTableSql(table: TableName): string {
  const columns = Object.entries(specOf(table).columns).map(
    ([name, type]) => `${quoted(name)} ${columnSql(table, name, type)}, `,
  );
  return `CREATE TABLE IF NOT EXISTS ${quoted(table)} (
    row INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, version INTEGER NOT NULL, head INTEGER NOT NULL,
    ${columns.join("")}body TEXT NOT NULL) STRICT`;
}

/** Its type, and what rows have in it that were written before it was there. */
export function columnSql(table: TableName, name: string, type: "text" | "integer"): string {
  const value = specOf(table).defaults?.[name];
  return value === undefined ? type.toUpperCase() : `${type.toUpperCase()} DEFAULT ${value}`;
}

/** The key comes last, so that a page can begin in the middle of rows which are equal in all else. */
export function createIndexSql(table: TableName, index: TableIndex): string {
  const last = index.columns.at(-1);
  assert(last !== undefined, "an index has a column");
  const name = indexName(table, index);
  const where = index.isPartial ? ` WHERE ${quoted(last)} IS NOT NULL` : "";
  return `CREATE INDEX IF NOT EXISTS "${name}" ON ${quoted(table)} (${[...index.columns.map(quoted), "key"].join(", ")})${where}`;
}

export function indexName(table: TableName, index: TableIndex): string {
  return [table, ...index.columns, ...(index.isPartial ? ["partial"] : [])].join("_");
}

/** `row` is the rowid: seq grows by one, so rows go to the end of the file's one tree (docs/decisions/0003). */
export const createJournalSql =
  "CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, previous INTEGER NOT NULL, body TEXT NOT NULL) STRICT";

export const createPartitionsSql =
  "CREATE TABLE IF NOT EXISTS partitions (id INTEGER PRIMARY KEY, epoch INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT";
