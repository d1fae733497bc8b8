import type { SharedStore } from "./shared.ts";
import type { Table, TableName } from "./tables.ts";

// The Store port: one way to write (docs/decisions/0001).
//
// S1. An entry is atomic: all of its writes, or none. Entries of one call are independent; grouping
//     many into one fsync is the store's business.
// S2. `commit` resolves after the entries are durable (fsync), not before.
// S3. A guard that fails rejects its own entry alone, and the outcome says who holds the row.
// S4. An entry under an epoch that is not the partition's present one is never applied: `commit`
//     rejects with FENCED, and none of the call's entries is applied.
// S5. When `commit` rejects with UNKNOWN_OUTCOME the entries may or may not have been applied: the
//     caller drops its memory of that partition and reads again.
//     Rejected with any other error, none of the call's entries was applied.
// S6. Journal rows are only appended; each points to the one before it in its row's chain.
// S7. A read sees every entry whose commit resolved before the read was called.
// S8. All guards of an entry are judged before its first write. An entry writes a row at most once. To
//     insert a row that is there, or to update or delete one that is not, without having guarded
//     against it, is our own mistake: `commit` rejects with an AssertionError.
// S9. Calls of `commit` for one partition take effect in the order in which they were made, whether or not the
//     caller waited in between.
// S10. An entry of no partition is decided by its guards alone; no epoch fences it, and S9 does not hold for it.

/** A row as it is kept: a unique key in its table, a version, columns to look it up by, and a body. */
export interface Row<T extends TableName = TableName> {
  readonly key: string;
  /** 1 after the insert, then one more with each update. */
  readonly version: number;
  readonly columns: ColumnsOf<T>;
  /** JSON text, or whatever its owner wrote. */
  readonly body: string;
  /** The newest journal row of its chain; 0: none. */
  readonly head: number;
}

export type ColumnValue = string | number | null;
export type ColumnsOf<T extends TableName> = { readonly [C in keyof Table<T>["columns"]]: ColumnValue };

export type Guard =
  | { readonly kind: "absent"; readonly table: TableName; readonly key: string }
  | { readonly kind: "version"; readonly table: TableName; readonly key: string; readonly version: number };

export type Write = {
  [T in TableName]:
    | {
        readonly kind: "insert";
        readonly table: T;
        readonly key: string;
        readonly columns: ColumnsOf<T>;
        readonly body: string;
        /** Also the first journal row of its chain. */
        readonly journal?: string;
      }
    | {
        readonly kind: "update";
        readonly table: T;
        readonly key: string;
        readonly columns?: Partial<ColumnsOf<T>>;
        readonly body?: string;
        /** Also one more journal row on its chain. */
        readonly journal?: string;
      }
    | {
        readonly kind: "delete";
        readonly table: T;
        readonly key: string;
        /** Also its chain of journal rows, which else stays: whoever has a seq of it may go on reading. */
        readonly withJournal?: true;
      };
}[TableName];

export interface Entry {
  /** Null: of no partition (S10). For what is decided from rows that were just read, and never from memory. */
  readonly partition: number | null;
  /** Not looked at where there is no partition. */
  readonly epoch: number;
  readonly guards: readonly Guard[];
  readonly writes: readonly Write[];
}

/** What one package adds to an entry that another one commits: an occurrence to its launch, say. */
export interface EntryPart {
  readonly guards: readonly Guard[];
  readonly writes: readonly Write[];
}

export type Outcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly guard: Guard;
      /** The row that stands there; absent when a version guard found no row at all. */
      readonly holder?: Row;
    };

/** Equality on columns, then newest or oldest first by one column, then by key (the bytes of its UTF-8) in the same direction. */
export interface ListQuery<T extends TableName> {
  readonly where?: Partial<ColumnsOf<T>>;
  /** A numeric column; rows where it is null are left out. */
  readonly orderBy: keyof ColumnsOf<T> & string;
  readonly direction: "ascending" | "descending";
  /** Only rows whose `orderBy` is at least this. */
  readonly atLeast?: number;
  /** Only rows whose `orderBy` is at most this. */
  readonly atMost?: number;
  /** From `next` of the page before. */
  readonly after?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

export interface Page<T extends TableName> {
  readonly rows: readonly Row<T>[];
  /** Absent: this was the last page. */
  readonly next?: string;
}

export interface JournalRow {
  readonly seq: number;
  /** The row before it in its chain; 0: it is the first. */
  readonly previous: number;
  readonly body: string;
}

export interface Store {
  /** Takes a partition over: raises its epoch and gives it. Whoever held it before is fenced. */
  acquire(partition: number): Promise<{ readonly epoch: number }>;
  /** Outcomes in the order of the entries. */
  commit(entries: readonly Entry[]): Promise<readonly Outcome[]>;
  get<T extends TableName>(table: T, key: string): Promise<Row<T> | undefined>;
  list<T extends TableName>(table: T, query: ListQuery<T>): Promise<Page<T>>;
  /** A chain from `from` (a seq of that chain) backwards, newest first, at most `limit` rows. */
  journal(from: number, limit: number): Promise<readonly JournalRow[]>;
  close(): Promise<void>;
  /** How the nodes that share it agree who does what; absent where a store has one owner (SQLite). */
  readonly shared?: SharedStore;
}
