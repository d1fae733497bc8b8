import type { ColumnValue, Entry, Guard, Outcome, Row, Write } from "../port.ts";

/** What a store of one table must be like, as plainly as it can be said: the oracle of the property test. */
export class ModelStore {
  readonly rows = new Map<string, ModelRow>();
  epoch = 0;

  /** Undefined: the call is fenced. */
  commit(entries: readonly Entry[]): readonly Outcome[] | undefined {
    if (entries.some(({ epoch }) => epoch !== this.epoch)) return undefined;
    return entries.map((entry) => this.apply(entry));
  }

  /** Keys in the order of `startedAt` and key, of rows that have the status. */
  keysBy(status: string): readonly string[] {
    return [...this.rows.values()]
      .filter(({ row }) => row.columns.status === status && row.columns.startedAt !== null)
      .toSorted(
        (a, b) =>
          Number(a.row.columns.startedAt) - Number(b.row.columns.startedAt) ||
          (a.row.key < b.row.key ? -1 : 1),
      )
      .map(({ row }) => row.key);
  }

  private apply({ guards, writes }: Entry): Outcome {
    for (const guard of guards) {
      const held = this.rows.get(guard.key);
      if (!holds(guard, held?.row))
        return held === undefined ? { ok: false, guard } : { ok: false, guard, holder: held.row };
    }
    for (const write of writes) this.write(write);
    return { ok: true };
  }

  private write(write: Write): void {
    const before = this.rows.get(write.key);
    if (write.kind === "delete") {
      this.rows.delete(write.key);
      return;
    }
    const columns: Readonly<Record<string, ColumnValue>> = { ...before?.row.columns, ...write.columns };
    const row = {
      key: write.key,
      version: (before?.row.version ?? 0) + 1,
      columns: columns as Row<"executions">["columns"],
      body: write.body ?? before?.row.body ?? "",
      head: 0,
    };
    const journal = write.journal === undefined ? [] : [write.journal];
    this.rows.set(write.key, { row, chain: [...journal, ...(before?.chain ?? [])] });
  }
}

export interface ModelRow {
  /** Its head is always 0: which numbers a journal uses is the store's own business. */
  readonly row: Row<"executions">;
  /** Newest first. */
  readonly chain: readonly string[];
}

function holds(guard: Guard, row: Row | undefined): boolean {
  return guard.kind === "absent" ? row === undefined : row?.version === guard.version;
}
