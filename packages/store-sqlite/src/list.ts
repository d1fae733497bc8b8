import type { DatabaseSync, StatementSync } from "node:sqlite";
import { assert } from "@landbridge/model";
import {
  type ColumnValue,
  type ListQuery,
  type Page,
  parseCursor,
  storeLimits,
  type TableName,
  toCursorText,
} from "@landbridge/store";
import { toRow } from "./row.ts";
import { quoted, specOf } from "./sql.ts";
import { prepareArrays } from "./table-statements.ts";

/** Reads pages of lists. Statements are kept by their SQL: there are as many as callers have queries. */
export function openLists(
  database: DatabaseSync,
): <T extends TableName>(table: T, query: ListQuery<T>) => Page<T> {
  const prepared = new Map<string, StatementSync>();
  return (table, query) => {
    assert(query.limit >= 1 && query.limit <= storeLimits.pageRowsMax, "a list's limit is 1 to pageRowsMax");
    const { sql, values } = toSql(table, query);
    const statement = prepared.get(sql) ?? prepareArrays(database, sql);
    prepared.set(sql, statement);
    return toPage(table, query, statement.all(...values));
  };
}

function toSql<T extends TableName>(table: T, query: ListQuery<T>): { sql: string; values: ColumnValue[] } {
  const { columns } = specOf(table);
  assert(columns[query.orderBy] === "integer", "a list is ordered by a numeric column of its table");
  const order = quoted(query.orderBy);
  const conditions = [`${order} IS NOT NULL`];
  const values: ColumnValue[] = [];
  const where: Readonly<Record<string, ColumnValue | undefined>> = query.where ?? {};
  for (const [name, value] of Object.entries(where)) {
    assert(name in columns, "a list's where names columns of its table");
    if (value === undefined) continue;
    conditions.push(`${quoted(name)} IS ?`);
    values.push(value);
  }
  if (query.atLeast !== undefined) {
    conditions.push(`${order} >= ?`);
    values.push(query.atLeast);
  }
  if (query.atMost !== undefined) {
    conditions.push(`${order} <= ?`);
    values.push(query.atMost);
  }
  const isAscending = query.direction === "ascending";
  if (query.after !== undefined) {
    const { value, key } = parseCursor(query.after);
    conditions.push(`(${order}, key) ${isAscending ? ">" : "<"} (?, ?)`);
    values.push(value, key);
  }
  const direction = isAscending ? "ASC" : "DESC";
  const selected = ["key", "version", "head", "body", ...Object.keys(columns).map(quoted)].join(", ");
  // One row more than the page has tells whether there is another page.
  values.push(query.limit + 1);
  const sql = `SELECT ${selected} FROM ${quoted(table)} WHERE ${conditions.join(" AND ")} ORDER BY ${order} ${direction}, key ${direction} LIMIT ?`;
  return { sql, values };
}

function toPage<T extends TableName>(table: T, query: ListQuery<T>, found: readonly unknown[]): Page<T> {
  const columnNames = Object.keys(specOf(table).columns);
  const rows = found.slice(0, query.limit).map((values) => toRow<T>(values, columnNames));
  const last = rows.at(-1);
  if (last === undefined || found.length <= query.limit) return { rows };
  const value = last.columns[query.orderBy];
  assert(typeof value === "number", "the column that a list is ordered by holds a number");
  return { rows, next: toCursorText({ value, key: last.key }) };
}
