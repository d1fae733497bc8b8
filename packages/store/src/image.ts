import type { Holding } from "./partition-of.ts";
import type { JournalRow, Row, Store } from "./port.ts";
import type { TableName } from "./tables.ts";

// A store whole, for backups, restores and checks: beside the port, as no server needs it to run.

/** A store as it was at one moment; others go on writing meanwhile. */
export interface StoreImage extends Pick<Store, "get" | "list" | "journal" | "close"> {
  /** Of whom the ids of executions say their partition. */
  readonly partitionCount: number;
  /** All rows of a table, some at a time, in the order of their keys. */
  rows<T extends TableName>(table: T): AsyncIterable<readonly Row<T>[]>;
  /** The whole journal, some at a time, in its order. */
  journalRows(): AsyncIterable<readonly JournalRow[]>;
  epochs(): Promise<readonly Holding[]>;
}

/** An empty store that is filled in one transaction: all of it is there after `finish`, or nothing. */
export interface StoreFilling {
  readonly partitionCount: number;
  addRows(table: TableName, rows: readonly Row[]): Promise<void>;
  addJournal(rows: readonly JournalRow[]): Promise<void>;
  /** The partitions' epochs as they are from now on. */
  addEpochs(epochs: readonly Holding[]): Promise<void>;
  finish(): Promise<void>;
  /** Leaves it as it was. */
  abandon(): Promise<void>;
}

/** Rows that are read or written at a time. */
export const imageRowsMax = 200;
