import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type StoreFilling, storeError, type TableName } from "@landbridge/store";
import { makeFolder, makePrivateFile, syncFolder } from "./folder.ts";
import { lockFolder } from "./lock.ts";
import { checkOwnFile, makeSchema } from "./schema.ts";
import { quoted, specOf, tableNames } from "./sql.ts";
import { toStoreError } from "./sqlite-errors.ts";

/** An empty store of a folder, to be filled. Rejects with STORE_NOT_EMPTY and whatever opening a store does. */
export async function fillSqliteStore({ folder }: { readonly folder: string }): Promise<StoreFilling> {
  const made = makeFolder(folder);
  const lock = lockFolder(made);
  const path = join(made, "landbridge.db");
  let database: DatabaseSync | undefined;
  try {
    makePrivateFile(path);
    database = new DatabaseSync(path);
    checkOwnFile(database, path);
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    makeSchema(database);
    checkEmpty(database, path);
    database.exec("BEGIN IMMEDIATE");
    return fillingOf(database, () => {
      lock.release();
      syncFolder(made);
    });
  } catch (error) {
    database?.close();
    lock.release();
    throw toStoreError(error, path);
  }
}

function checkEmpty(database: DatabaseSync, path: string): void {
  for (const table of [...tableNames.map(quoted), "journal", "partitions"]) {
    if (database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() !== undefined)
      throw storeError("STORE_NOT_EMPTY", `${path} has rows in ${table}; restore into an empty folder`);
  }
}

function fillingOf(database: DatabaseSync, release: () => void): StoreFilling {
  const insertJournal = database.prepare("INSERT INTO journal (seq, previous, body) VALUES (?, ?, ?)");
  const insertEpoch = database.prepare("INSERT INTO partitions (id, epoch, seq) VALUES (?, ?, 0)");
  const end = (sql: string): void => {
    try {
      database.exec(sql);
    } finally {
      database.close();
      release();
    }
  };
  return {
    partitionCount: 1,
    async addRows(table, rows) {
      const names = Object.keys(specOf(table).columns);
      const statement = database.prepare(insertSql(table, names));
      for (const { key, version, head, body, columns } of rows) {
        const values: Readonly<Record<string, string | number | null>> = columns;
        statement.run(key, version, head, body, ...names.map((name) => values[name] ?? null));
      }
    },
    async addJournal(rows) {
      for (const { seq, previous, body } of rows) insertJournal.run(seq, previous, body);
    },
    async addEpochs(epochs) {
      for (const { partition, epoch } of epochs) insertEpoch.run(partition, epoch);
    },
    finish: async () => end("COMMIT"),
    abandon: async () => end("ROLLBACK"),
  };
}

function insertSql(table: TableName, names: readonly string[]): string {
  return `INSERT INTO ${quoted(table)} (${["key", "version", "head", "body", ...names.map(quoted)].join(", ")}) VALUES (?, ?, ?, ?${", ?".repeat(names.length)})`;
}
