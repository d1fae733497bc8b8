import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { imageRowsMax, type StoreImage, type TableName } from "@landbridge/store";
import { openJournal } from "./journal.ts";
import { openLists } from "./list.ts";
import { toRow } from "./row.ts";
import { checkOwnFile } from "./schema.ts";
import { quoted, specOf } from "./sql.ts";
import { toStoreError } from "./sqlite-errors.ts";
import { prepareArrays } from "./table-statements.ts";

/**
 * The file as it is now, read beside a server that goes on writing to it: in WAL mode a read transaction sees one moment.
 * The log grows meanwhile, so it is not to be kept for long. Rejects with STORE_CORRUPT, STORE_NEWER or STORE_READ_ONLY.
 */
export async function openSqliteImage({ folder }: { readonly folder: string }): Promise<StoreImage> {
  const path = join(folder, "landbridge.db");
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { readOnly: true });
    checkOwnFile(database, path);
    // A transaction sees what its first read saw.
    database.exec("BEGIN; SELECT count(*) FROM partitions");
    return imageOf(database);
  } catch (error) {
    database?.close();
    throw toStoreError(error, path);
  }
}

function imageOf(database: DatabaseSync): StoreImage {
  const journal = openJournal(database);
  const list = openLists(database);
  const selectSql = <T extends TableName>(table: T, where: string): string =>
    `SELECT ${["key", "version", "head", "body", ...Object.keys(specOf(table).columns).map(quoted)].join(", ")} FROM ${quoted(table)} WHERE ${where}`;
  return {
    partitionCount: 1,
    async get(table, key) {
      const values = prepareArrays(database, selectSql(table, "key = ?")).get(key);
      return values === undefined ? undefined : toRow(values, Object.keys(specOf(table).columns));
    },
    list: async (table, query) => list(table, query),
    journal: async (from, limit) => journal.read(from, limit),
    async *rows(table) {
      const columns = Object.keys(specOf(table).columns);
      const sql = selectSql(table, "key > ? ORDER BY key LIMIT ?");
      for await (const page of pages(database, sql, "", (values) => String(values[0])))
        yield page.map((values) => toRow(values, columns));
    },
    async *journalRows() {
      const sql = "SELECT seq, previous, body FROM journal WHERE seq > ? ORDER BY seq LIMIT ?";
      for await (const page of pages(database, sql, 0, (values) => Number(values[0])))
        yield page.map(([seq, previous, body]) => ({
          seq: Number(seq),
          previous: Number(previous),
          body: String(body),
        }));
    },
    epochs: async () =>
      database
        .prepare("SELECT id, epoch FROM partitions")
        .all()
        .map(({ id, epoch }) => ({ partition: Number(id), epoch: Number(epoch) })),
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

type Values = readonly (string | number | null)[];

async function* pages(
  database: DatabaseSync,
  sql: string,
  first: SQLInputValue,
  placeOf: (values: Values) => SQLInputValue,
): AsyncGenerator<readonly Values[]> {
  const statement = prepareArrays(database, sql);
  for (let after = first; ; ) {
    const page = statement.all(after, imageRowsMax) as unknown as readonly Values[];
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = placeOf(last);
    // Others on this thread may want something, too.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}
