import { type StoreFilling, storeError, type TableName } from "@landbridge/store";
import type { Link } from "./link/link.ts";
import { columnsOf, quoted, tableNames, typeOf } from "./sql/names.ts";

export const beginFillingSql = "BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0";

/** Over a connection of its own that has just begun a transaction. Rejects with STORE_NOT_EMPTY. */
export async function fillingOf(
  link: Link,
  partitionCount: number,
  description: string,
): Promise<StoreFilling> {
  // Nobody else writes until the end, and nobody else fills.
  await link.query("LOCK TABLE partitions, journal IN EXCLUSIVE MODE");
  await checkEmpty(link, description);
  return {
    partitionCount,
    async addRows(table, rows) {
      const names = columnsOf(table);
      const records = rows.map(({ key, version, head, body, columns }) => {
        const values: Readonly<Record<string, unknown>> = columns;
        return {
          k: key,
          v: version,
          h: head,
          b: body,
          ...Object.fromEntries(names.map((name, i) => [`c${i}`, values[name]])),
        };
      });
      await link.query(insertSql(table, names), [JSON.stringify(records)]);
    },
    async addJournal(rows) {
      const records = rows.map(({ seq, previous, body }) => ({ s: seq, p: previous, b: body }));
      await link.query(insertJournalSql, [JSON.stringify(records)]);
    },
    async addEpochs(epochs) {
      const records = epochs.map(({ partition, epoch }) => ({ i: partition, e: epoch }));
      await link.query(epochsSql, [JSON.stringify(records)]);
    },
    async finish() {
      await link.query(finishSql);
      await link.query("COMMIT");
      await link.close();
    },
    abandon: () => link.close(),
  };
}

async function checkEmpty(link: Link, description: string): Promise<void> {
  for (const table of [...tableNames.map(quoted), "journal"]) {
    const rows = await link.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rows.length > 0)
      throw storeError(
        "STORE_NOT_EMPTY",
        `${description} has rows in ${table}; restore into an empty database or \`?schema=\``,
      );
  }
}

const insertJournalSql =
  "INSERT INTO journal (seq, previous, body) SELECT s, p, b FROM json_to_recordset($1::json) AS x(s bigint, p bigint, b text)";

const epochsSql = `INSERT INTO partitions AS p (id, epoch, seq) SELECT i, e, 0 FROM json_to_recordset($1::json) AS x(i int, e bigint)
  ON CONFLICT (id) DO UPDATE SET epoch = greatest(p.epoch, excluded.epoch), holder = NULL, "leaseUntil" = NULL`;

/** What was read before the restore may never have been: the era rises, by the clock (shared/shared-sql.ts). */
const finishSql = `SELECT setval('journal_seq_seq', greatest((SELECT max(seq) FROM journal), 1));
  UPDATE cluster SET system = NULL, timeline = NULL, era = greatest(era + 1, extract(epoch FROM clock_timestamp())::bigint)`;

function insertSql(table: TableName, names: readonly string[]): string {
  const columns = names.map((name) => `, ${quoted(name)}`).join("");
  const values = names.map((_, i) => `, c${i}`).join("");
  const types = names.map((name, i) => `, c${i} ${typeOf(table, name)}`).join("");
  return `INSERT INTO ${quoted(table)} (key, version, head, body${columns}) SELECT k, v, h, b${values} FROM json_to_recordset($1::json) AS x(k text, v bigint, h bigint, b text${types})`;
}
