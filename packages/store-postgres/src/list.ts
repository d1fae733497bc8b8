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
import type { Row as Values } from "./link/link.ts";
import { selectedColumns, toRow } from "./row.ts";
import { quoted, specOf } from "./sql/names.ts";

export interface ListStatement {
  readonly text: string;
  readonly values: readonly ColumnValue[];
}

/** @throws CURSOR_INVALID, and our own mistakes */
export function listStatement<T extends TableName>(table: T, query: ListQuery<T>): ListStatement {
  assert(query.limit >= 1 && query.limit <= storeLimits.pageRowsMax, "a list's limit is 1 to pageRowsMax");
  const { columns } = specOf(table);
  assert(columns[query.orderBy] === "integer", "a list is ordered by a numeric column of its table");
  const order = quoted(query.orderBy);
  const conditions = [`${order} IS NOT NULL`];
  const values: ColumnValue[] = [];
  const bound = (value: ColumnValue): string => `$${values.push(value)}`;
  const where: Readonly<Record<string, ColumnValue | undefined>> = query.where ?? {};
  for (const [name, value] of Object.entries(where)) {
    assert(name in columns, "a list's where names columns of its table");
    // IS NOT DISTINCT FROM would be one form for both, and uses no index.
    if (value !== undefined)
      conditions.push(value === null ? `${quoted(name)} IS NULL` : `${quoted(name)} = ${bound(value)}`);
  }
  if (query.atLeast !== undefined) conditions.push(`${order} >= ${bound(query.atLeast)}`);
  if (query.atMost !== undefined) conditions.push(`${order} <= ${bound(query.atMost)}`);
  const isAscending = query.direction === "ascending";
  if (query.after !== undefined) {
    const { value, key } = parseCursor(query.after);
    conditions.push(`(${order}, key) ${isAscending ? ">" : "<"} (${bound(value)}, ${bound(key)})`);
  }
  const direction = isAscending ? "ASC" : "DESC";
  // One row more than the page has tells whether there is another page.
  const limit = bound(query.limit + 1);
  const text = `SELECT ${selectedColumns(table)} FROM ${quoted(table)} WHERE ${conditions.join(" AND ")} ORDER BY ${order} ${direction}, key ${direction} LIMIT ${limit}`;
  return { text, values };
}

export function toPage<T extends TableName>(
  table: T,
  query: ListQuery<T>,
  found: readonly Values[],
): Page<T> {
  const rows = found.slice(0, query.limit).map((values) => toRow<T>(table, values));
  const last = rows.at(-1);
  if (last === undefined || found.length <= query.limit) return { rows };
  const value = last.columns[query.orderBy];
  assert(typeof value === "number", "the column that a list is ordered by holds a number");
  return { rows, next: toCursorText({ value, key: last.key }) };
}
