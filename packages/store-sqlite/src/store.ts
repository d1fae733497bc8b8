import type { DatabaseSync } from "node:sqlite";
import { type Entry, type ListQuery, type Store, storeError, type TableName } from "@landbridge/store";
import { openCommitQueue } from "./commit-queue.ts";
import { prepareTables } from "./entry-writer.ts";
import { openJournal } from "./journal.ts";
import { openLists } from "./list.ts";
import { openPartitions } from "./partitions.ts";
import { toRow } from "./row.ts";
import { toStoreError } from "./sqlite-errors.ts";
import { openTransactions } from "./transaction.ts";

export interface StoreParts {
  readonly database: DatabaseSync;
  /** Of the database's file, for messages. */
  readonly path: string;
  readonly flush: "turn" | "immediate";
  /** Gives up what was taken besides the database: the folder's lock. */
  readonly release: () => void;
}

/** The Store port over one connection. Everything runs on the caller's thread, so reads see whole transactions. */
export function makeStore({ database, path, flush, release }: StoreParts): Store {
  const statements = prepareTables(database);
  const journal = openJournal(database);
  const partitions = openPartitions(database);
  const list = openLists(database);
  let closed: Error | undefined;
  const onBroken = (cause: Error): void => {
    closed = storeError(
      "STORE_CLOSED",
      "it closed itself, as a commit may be lost; start again to see what is there",
      cause,
    );
  };
  const transactions = openTransactions({
    database,
    path,
    statements,
    journal,
    partitions,
    closed: () => closed,
    onBroken,
  });
  const queue = openCommitQueue(transactions, flush);

  /** Runs on the spot, and turns what it throws into a rejection. */
  async function answer<T>(read: () => T): Promise<T> {
    if (closed !== undefined) throw closed;
    try {
      return read();
    } catch (error) {
      throw toStoreError(error, path);
    }
  }

  return {
    acquire: (partition) => answer(() => ({ epoch: transactions.acquire(partition) })),
    commit: (entries: readonly Entry[]) =>
      closed === undefined ? queue.commit(entries) : Promise.reject(closed),
    get: <T extends TableName>(table: T, key: string) =>
      answer(() => {
        const { findRow, columnNames } = statements[table];
        const values = findRow.get(key);
        return values === undefined ? undefined : toRow<T>(values, columnNames);
      }),
    list: <T extends TableName>(table: T, query: ListQuery<T>) => answer(() => list(table, query)),
    journal: (from, limit) => answer(() => journal.read(from, limit)),
    async close() {
      if (!database.isOpen) return;
      queue.drain();
      closed ??= storeError("STORE_CLOSED", "it was closed by its owner");
      database.close();
      release();
    },
  };
}
