import type { DatabaseSync } from "node:sqlite";
import { storeError, type TableName } from "@landbridge/store";
import {
  columnSql,
  createIndexSql,
  createJournalSql,
  createPartitionsSql,
  createTableSql,
  indexName,
  quoted,
  specOf,
  tableNames,
} from "./sql.ts";

/**
 * The layout that this program reads and writes. Raise it when an older program could do harm to a file;
 * a table, column or index that is added to `tables` needs no new version, as it is made at the next start.
 */
const SCHEMA_VERSION = 1;

/** "LBRG": tells our files from other programs' (https://www.sqlite.org/fileformat2.html, "Application ID"). */
const APPLICATION_ID = 0x4c_42_52_47;

/** Makes what is missing, in one transaction. */
export function makeSchema(database: DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    makeTables(database);
    database.exec(
      `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT`,
    );
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Refuses a file that is another program's or a newer one's, before anything of it is changed. */
export function checkOwnFile(database: DatabaseSync, path: string): void {
  if (pragmaNumber(database, "schema_version") === 0) return;
  if (pragmaNumber(database, "application_id") !== APPLICATION_ID) {
    throw storeError(
      "STORE_CORRUPT",
      `${path} is a database, but not one of Landbridge; choose another data folder`,
    );
  }
  const version = pragmaNumber(database, "user_version");
  if (version > SCHEMA_VERSION) {
    throw storeError(
      "STORE_NEWER",
      `${path} has layout ${version}, this program knows up to ${SCHEMA_VERSION}; run the newer Landbridge again, or restore a backup made before the upgrade`,
    );
  }
}

function makeTables(database: DatabaseSync): void {
  database.exec(createJournalSql);
  database.exec(createPartitionsSql);
  for (const table of tableNames) {
    database.exec(createTableSql(table));
    const present = new Set(
      database
        .prepare(`PRAGMA table_info(${quoted(table)})`)
        .all()
        .map((row) => row.name),
    );
    for (const [name, type] of Object.entries(specOf(table).columns)) {
      if (!present.has(name))
        database.exec(
          `ALTER TABLE ${quoted(table)} ADD COLUMN ${quoted(name)} ${columnSql(table, name, type)}`,
        );
    }
    dropOldIndexes(database, table);
    for (const index of specOf(table).indexes) database.exec(createIndexSql(table, index));
  }
}

/** Those that the table had once: each would be kept up to date at every write, for nobody. */
function dropOldIndexes(database: DatabaseSync, table: TableName): void {
  const wanted = new Set(specOf(table).indexes.map((index) => indexName(table, index)));
  const present = database
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL")
    .all(table);
  for (const { name } of present)
    if (!wanted.has(String(name))) database.exec(`DROP INDEX "${String(name)}"`);
}

function pragmaNumber(
  database: DatabaseSync,
  name: "schema_version" | "application_id" | "user_version",
): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
