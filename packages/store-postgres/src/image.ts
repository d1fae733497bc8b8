import { imageRowsMax, type StoreImage } from "@landbridge/store";
import { checkJournalLimit, journalSql, toJournal } from "./journal.ts";
import type { Link, Row as Values } from "./link/link.ts";
import { listStatement, toPage } from "./list.ts";
import { selectedColumns, toRow } from "./row.ts";
import { quoted } from "./sql/names.ts";

/** Vacuum keeps what an open snapshot may still see, so an image is not to be kept for long. */
export const beginImageSql =
  "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0";

/** The database as it is at this moment, over a connection of its own that has just begun a snapshot. */
export function imageOf(link: Link, partitionCount: number): StoreImage {
  return {
    partitionCount,
    async get(table, key) {
      const sql = `SELECT ${selectedColumns(table)} FROM ${quoted(table)} WHERE key = $1`;
      const [values] = await link.query(sql, [key], `get ${table}`);
      return values === undefined ? undefined : toRow(table, values);
    },
    async list(table, query) {
      const { text, values } = listStatement(table, query);
      return toPage(table, query, await link.query(text, values));
    },
    async journal(from, limit) {
      checkJournalLimit(limit);
      return toJournal(from, limit, await link.query(journalSql, [from, limit], "journal"));
    },
    async *rows(table) {
      const sql = `SELECT ${selectedColumns(table)} FROM ${quoted(table)} WHERE key > $1 ORDER BY key LIMIT $2`;
      for await (const page of pages(link, sql, "")) yield page.map((values) => toRow(table, values));
    },
    async *journalRows() {
      const sql = "SELECT seq, previous, body FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2";
      for await (const page of pages(link, sql, 0))
        yield (page as readonly (readonly [number, number, string])[]).map(([seq, previous, body]) => ({
          seq,
          previous,
          body,
        }));
    },
    async epochs() {
      const rows = await link.query("SELECT id, epoch FROM partitions");
      return rows.map(([partition, epoch]) => ({ partition: Number(partition), epoch: Number(epoch) }));
    },
    close: () => link.close(),
  };
}

/** The first column is what the pages are in the order of. */
async function* pages(link: Link, sql: string, first: string | number): AsyncGenerator<readonly Values[]> {
  for (let after: unknown = first; ; ) {
    const page = await link.query(sql, [after, imageRowsMax]);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last[0];
  }
}
