import type { DatabaseSync } from "node:sqlite";
import type { Entry, Outcome } from "@landbridge/store";
import { storeError } from "@landbridge/store";
import { applyEntry, type Statements } from "./entry-writer.ts";
import type { Journal } from "./journal.ts";
import type { Partitions } from "./partitions.ts";
import { isOneCallsFault, isRolledBackCommit, toStoreError } from "./sqlite-errors.ts";

// One transaction for many calls of `commit`.
//
// X1. A call whose entries could not all be applied takes nobody with it: the transaction is rolled back
//     and each call is tried again in one of its own.
// X2. Only a COMMIT can leave the outcome unknown. SQLite may then have written the commit to the log
//     without having synced it, and after a failed fsync a later one proves nothing (the kernel may have
//     dropped the pages), so the store must not go on: `onBroken` closes it, and opening it anew reads
//     what is really there.

export type CallResult = readonly Outcome[] | Error;

export interface Transactions {
  /** Results in the order of the calls; durable when it returns. */
  run(calls: readonly (readonly Entry[])[]): readonly CallResult[];
  /** Raises a partition's epoch; durable when it returns. */
  acquire(partition: number): number;
}

export interface TransactionParts {
  readonly database: DatabaseSync;
  readonly path: string;
  readonly statements: Statements;
  readonly journal: Journal;
  readonly partitions: Partitions;
  /** Why nothing may be written any longer; undefined while the store is open. */
  readonly closed: () => Error | undefined;
  readonly onBroken: (cause: Error) => void;
}

export function openTransactions(parts: TransactionParts): Transactions {
  const { database, journal, partitions, path } = parts;
  const begin = database.prepare("BEGIN IMMEDIATE");
  const commit = database.prepare("COMMIT");

  function run(calls: readonly (readonly Entry[])[]): readonly CallResult[] {
    try {
      return atomically(() => applyCalls(parts, calls));
    } catch (error) {
      if (calls.length > 1 && isOneCallsFault(error)) return calls.flatMap((call) => run([call]));
      const reason = toStoreError(error, path);
      return calls.map(() => reason);
    }
  }

  function acquire(partition: number): number {
    const epoch = atomically(() => partitions.raise(partition));
    partitions.install(partition, epoch);
    return epoch;
  }

  function atomically<T>(work: () => T): T {
    const closed = parts.closed();
    if (closed !== undefined) throw closed;
    const last = journal.last();
    const result = begun(work, last);
    try {
      commit.run();
      return result;
    } catch (error) {
      rollBack(last);
      if (isRolledBackCommit(error)) throw error;
      const unknown = storeError("UNKNOWN_OUTCOME", `${path}: ${toStoreError(error, path).message}`, error);
      parts.onBroken(unknown);
      throw unknown;
    }
  }

  function begun<T>(work: () => T, last: number): T {
    try {
      begin.run();
      return work();
    } catch (error) {
      rollBack(last);
      throw error;
    }
  }

  function rollBack(last: number): void {
    journal.rewind(last);
    try {
      // SQLite has rolled back by itself after some errors (https://www.sqlite.org/lang_transaction.html).
      if (database.isTransaction) database.exec("ROLLBACK");
    } catch (error) {
      parts.onBroken(toStoreError(error, path));
    }
  }

  return { run, acquire };
}

function applyCalls(parts: TransactionParts, calls: readonly (readonly Entry[])[]): readonly CallResult[] {
  const touched = new Set<number>();
  return calls.map((entries) => {
    const stale = entries.find(
      ({ partition, epoch }) => partition !== null && !parts.partitions.isCurrent(partition, epoch),
    );
    if (stale !== undefined) return fenced(stale);
    return entries.map((entry) => {
      const outcome = applyEntry(parts.statements, parts.journal, entry);
      const { partition } = entry;
      if (outcome.ok && partition !== null && !touched.has(partition)) {
        touched.add(partition);
        parts.partitions.touch(partition);
      }
      return outcome;
    });
  });
}

function fenced({ partition, epoch }: Entry): Error {
  return storeError(
    "FENCED",
    `partition ${partition} has left epoch ${epoch}; drop what is in memory and read again`,
  );
}
