import { assert } from "@landbridge/model";
import type { ColumnValue, Entry, Guard, TableName, Write } from "@landbridge/store";
import { countKinds } from "../sql/commit-function.ts";
import { columnsOf, tableNames } from "../sql/names.ts";

// What one call of the commit function applies: entries that touch no row together.

/** A row of a table's part of a wave; short names, as they are repeated in every record. */
interface RowRecord {
  /** The entry's place in the wave. */
  readonly e: number;
  /** The guard's place in its entry, and the version that it names; 0: absent. */
  n?: number;
  g?: number;
  /** i: insert, u: update, d: delete, l: lock the guarded row, h: hold the guarded row absent. */
  o?: "i" | "u" | "d" | "l" | "h";
  readonly k: string;
  /** Which columns an update sets; 1: a delete takes the journal along. */
  m?: number;
  b?: string;
  j?: string;
  [column: `c${number}`]: ColumnValue;
}

/** Entries in the order in which they were added. */
export class Wave {
  readonly entries: Entry[] = [];
  readonly #parts = new Map<TableName, RowRecord[]>();
  readonly #counts: number[] = Array.from({ length: tableNames.length * countKinds.length }, () => 0);

  add(entry: Entry): void {
    const { guards, writes } = entry;
    const e = this.entries.push(entry) - 1;
    const guarded: (RowRecord | undefined)[] = [];
    for (let n = 0; n < guards.length; n += 1) {
      const guard = guards[n];
      if (guard === undefined) continue;
      const record: RowRecord = { e, n, g: guard.kind === "absent" ? 0 : guard.version, k: guard.key };
      this.#push(guard.table, "guards", record);
      guarded.push(record);
    }
    for (const write of writes) {
      // The guard's record also carries the write of its row: the row is looked up once.
      const i = guards.findIndex(({ table, key }) => table === write.table && key === write.key);
      const record = guarded[i];
      this.#write(
        write,
        record !== undefined ? { record, isNew: false } : { record: { e, k: write.key }, isNew: true },
      );
    }
    for (let n = 0; n < guards.length; n += 1) this.#keep(guards, n, guarded[n], writes);
  }

  /** The parameters after the fences. */
  parameters(): readonly unknown[] {
    return [
      `{${this.#counts.join(",")}}`,
      ...tableNames.map((table) => {
        const part = this.#parts.get(table);
        return part === undefined ? null : JSON.stringify(part);
      }),
    ];
  }

  #write(write: Write, { record, isNew }: { readonly record: RowRecord; readonly isNew: boolean }): void {
    if (isNew) this.#push(write.table, undefined, record);
    switch (write.kind) {
      case "insert":
        record.o = "i";
        record.b = write.body;
        this.#count(write.table, "inserts");
        break;
      case "update":
        record.o = "u";
        record.m = 0;
        if (write.body !== undefined) record.b = write.body;
        this.#count(write.table, "updates");
        break;
      case "delete":
        record.o = "d";
        if (write.withJournal === true) {
          record.m = 1;
          this.#count(write.table, "chains");
        }
        this.#count(write.table, "deletes");
        return;
    }
    if (write.journal !== undefined) record.j = write.journal;
    const values: Readonly<Record<string, ColumnValue | undefined>> = write.columns ?? {};
    const names = columnsOf(write.table);
    for (let c = 0; c < names.length; c += 1) {
      const value = values[names[c] ?? ""];
      if (value === undefined) continue;
      record[`c${c}`] = value;
      if (record.m !== undefined) record.m += 2 ** c;
    }
  }

  /** A guard on a row that its entry does not write: the row must stay as it was judged. */
  #keep(guards: readonly Guard[], n: number, record: RowRecord | undefined, writes: readonly Write[]): void {
    const guard = guards[n];
    if (guard === undefined || record === undefined || record.o !== undefined) return;
    const isSameRow = ({ table, key }: { readonly table: TableName; readonly key: string }): boolean =>
      table === guard.table && key === guard.key;
    if (writes.some(isSameRow) || guards.findIndex(isSameRow) !== n) return;
    record.o = guard.kind === "absent" ? "h" : "l";
    this.#count(guard.table, guard.kind === "absent" ? "holds" : "locks");
  }

  #push(table: TableName, kind: "guards" | undefined, record: RowRecord): void {
    const part = this.#parts.get(table);
    if (part === undefined) this.#parts.set(table, [record]);
    else part.push(record);
    if (kind !== undefined) this.#count(table, kind);
  }

  #count(table: TableName, kind: (typeof countKinds)[number]): void {
    const i = tableNames.indexOf(table) * countKinds.length + countKinds.indexOf(kind);
    const count = this.#counts[i];
    assert(count !== undefined, "every table has its counts");
    this.#counts[i] = count + 1;
  }
}
