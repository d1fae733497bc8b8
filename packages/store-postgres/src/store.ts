import { type ListQuery, type Store, storeError, type TableName } from "@landbridge/store";
import type { CommitQueue } from "./commit/commit-queue.ts";
import { toStoreError } from "./errors.ts";
import { checkJournalLimit, journalSql, toJournal } from "./journal.ts";
import { unavailable } from "./link/link.ts";
import { LinkError } from "./link/link-error.ts";
import type { Target } from "./link/target.ts";
import { listStatement, toPage } from "./list.ts";
import type { Reads } from "./reads.ts";
import { selectedColumns, toRow } from "./row.ts";
import type { Hints } from "./shared/hints.ts";
import { makeSharedStore } from "./shared/shared-store.ts";
import { quoted } from "./sql/names.ts";

export interface StoreParts {
  readonly target: Target;
  readonly queue: CommitQueue;
  readonly reads: Reads;
  readonly hints: Hints;
  readonly partitionCount: number;
  /** Shared with the queue: what was acquired here. */
  readonly epochs: Map<number, number>;
}

const acquireSql =
  "INSERT INTO partitions AS p (id, epoch, seq) VALUES ($1, 1, 0) ON CONFLICT (id) DO UPDATE SET epoch = p.epoch + 1 RETURNING epoch";

/** The Store port over PostgreSQL. */
export function makeStore({ target, queue, reads, hints, partitionCount, epochs }: StoreParts): Store {
  let closing: Promise<void> | undefined;

  /** Whatever a read fails with changed nothing: there is no unknown outcome. */
  async function answer<T>(read: () => Promise<T>): Promise<T> {
    if (closing !== undefined) throw closed();
    try {
      return await read();
    } catch (error) {
      throw error instanceof LinkError ? unavailable(target, error) : toStoreError(error, target);
    }
  }

  return {
    acquire: (partition) =>
      answer(async () => {
        const [row] = await reads.query(acquireSql, [partition], "acquire");
        const epoch = Number(row?.[0]);
        epochs.set(partition, epoch);
        return { epoch };
      }),
    commit: (entries) => (closing === undefined ? queue.commit(entries) : Promise.reject(closed())),
    get: <T extends TableName>(table: T, key: string) =>
      answer(async () => {
        const sql = `SELECT ${selectedColumns(table)} FROM ${quoted(table)} WHERE key = $1`;
        const [values] = await reads.query(sql, [key], `get ${table}`);
        return values === undefined ? undefined : toRow<T>(table, values);
      }),
    list: <T extends TableName>(table: T, query: ListQuery<T>) =>
      answer(async () => {
        const { text, values } = listStatement(table, query);
        return toPage(table, query, await reads.query(text, values));
      }),
    journal: (from, limit) =>
      answer(async () => {
        checkJournalLimit(limit);
        return toJournal(from, limit, await reads.query(journalSql, [from, limit], "journal"));
      }),
    close() {
      closing ??= queue.close().then(async () => {
        await Promise.all([hints.close(), reads.close()]);
      });
      return closing;
    },
    shared: makeSharedStore({ partitionCount, reads, hints, epochs, answer }),
  };
}

function closed(): Error {
  return storeError("STORE_CLOSED", "it was closed by its owner");
}
