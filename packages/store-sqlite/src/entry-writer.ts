import type { DatabaseSync } from "node:sqlite";
import { assert } from "@landbridge/model";
import type { ColumnValue, Entry, Guard, Outcome, TableName, Write } from "@landbridge/store";
import type { Journal } from "./journal.ts";
import { findPlace, type Place, toRow } from "./row.ts";
import { tableNames } from "./sql.ts";
import { BODY_BIT, prepareTable, type TableStatements } from "./table-statements.ts";

// Applies one entry inside the transaction that is open. The hot path of the whole program: an update
// under a version guard is one SELECT, one INSERT (journal) and one UPDATE, as the guard's look-up also
// serves the write.

export type Statements = Readonly<Record<TableName, TableStatements>>;
type Update = Extract<Write, { kind: "update" }>;
type Insert = Extract<Write, { kind: "insert" }>;

const done: Outcome = Object.freeze({ ok: true });

export function prepareTables(database: DatabaseSync): Statements {
  return Object.fromEntries(tableNames.map((table) => [table, prepareTable(database, table)])) as Statements;
}

/** All guards first, so that an entry that is refused has written nothing (S1, S3, S8). */
export function applyEntry(statements: Statements, journal: Journal, { guards, writes }: Entry): Outcome {
  const places: (Place | undefined)[] = [];
  for (const guard of guards) {
    const place = findPlace(statements[guard.table].findPlace, guard.key);
    if (!holds(guard, place)) return refused(statements, guard);
    places.push(place);
  }
  for (const write of writes) {
    const i = guards.findIndex(({ key, table }) => key === write.key && table === write.table);
    applyWrite(statements[write.table], journal, write, i === -1 ? undefined : places[i]);
  }
  return done;
}

function holds(guard: Guard, place: Place | undefined): boolean {
  switch (guard.kind) {
    case "absent":
      return place === undefined;
    case "version":
      return place !== undefined && place[1] === guard.version;
  }
}

function refused(statements: Statements, guard: Guard): Outcome {
  const { findRow, columnNames } = statements[guard.table];
  const values = findRow.get(guard.key);
  return values === undefined
    ? { ok: false, guard }
    : { ok: false, guard, holder: toRow(values, columnNames) };
}

function applyWrite(table: TableStatements, journal: Journal, write: Write, known: Place | undefined): void {
  if (write.kind === "insert") {
    insertRow(table, journal, write);
    return;
  }
  const place = known ?? findPlace(table.findPlace, write.key);
  assert(place !== undefined, `the row to ${write.kind} is there: ${write.table} ${write.key}`);
  if (write.kind === "update") updateRow(table, journal, write, place);
  else {
    if (write.withJournal === true) journal.remove(place[2]);
    table.delete.run(place[0]);
  }
}

function insertRow(table: TableStatements, journal: Journal, write: Insert): void {
  const head = write.journal === undefined ? 0 : journal.append(0, write.journal);
  const columns: Readonly<Record<string, ColumnValue | undefined>> = write.columns;
  const values: ColumnValue[] = [write.key, head, write.body];
  for (const name of table.columnNames) values.push(columns[name] ?? null);
  table.insert.run(...values);
}

function updateRow(table: TableStatements, journal: Journal, write: Update, [row, , head]: Place): void {
  const values: ColumnValue[] = [write.journal === undefined ? head : journal.append(head, write.journal)];
  let shape = 0;
  if (write.body !== undefined) {
    shape = BODY_BIT;
    values.push(write.body);
  }
  const columns: Readonly<Record<string, ColumnValue | undefined>> | undefined = write.columns;
  if (columns !== undefined) {
    for (let i = 0; i < table.columnNames.length; i += 1) {
      const value = columns[table.columnNames[i] ?? ""];
      if (value === undefined) continue;
      shape |= 1 << (i + 1);
      values.push(value);
    }
  }
  values.push(row);
  table.update(shape).run(...values);
}
