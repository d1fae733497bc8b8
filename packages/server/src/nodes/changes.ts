import { type Cancel, type Clock, epochMs } from "@landbridge/model";
import type { Entry, SharedStore, Store, TableName, Write } from "@landbridge/store";
import { nodeLimits } from "./limits.ts";
import type { NodeLog } from "./node-log.ts";

// What nodes keep in memory of these tables is told to be old: whoever writes to one adds one to the version of a row of
// the table's, in the same entry, and hints at it after the commit. Each node looks at those rows once a second anyway.

const watchedTables = ["jobs", "functions", "schedules", "hosts"] as const satisfies TableName[];
export type WatchedTable = (typeof watchedTables)[number];

function keyOf(table: WatchedTable): string {
  return `changed/${table}`;
}

/** Makes the rows that the others count on. */
export async function prepareChanges(store: Store): Promise<void> {
  for (const table of watchedTables) {
    const key = keyOf(table);
    if ((await store.get("settings", key)) !== undefined) continue;
    const guards = [{ kind: "absent", table: "settings", key } as const];
    const writes = [{ kind: "insert", table: "settings", key, columns: {}, body: "{}" } as const];
    // Another node may be first; then it is there.
    await store.commit([{ partition: null, epoch: 0, guards, writes }]);
  }
}

/** The store, with a word to all nodes whenever something they keep was changed. */
export function announcing(store: Store, shared: SharedStore): Store {
  return {
    ...store,
    async commit(entries) {
      const told = new Set<WatchedTable>();
      const outcomes = await store.commit(entries.map((entry) => withCount(entry, told)));
      if (told.size > 0) shared.hint([...told].map(keyOf));
      return outcomes;
    },
  };
}

function withCount(entry: Entry, told: Set<WatchedTable>): Entry {
  const touched = watchedTables.filter((table) => entry.writes.some((write) => write.table === table));
  if (touched.length === 0) return entry;
  for (const table of touched) told.add(table);
  const counts = touched.map((table): Write => ({ kind: "update", table: "settings", key: keyOf(table) }));
  return { ...entry, writes: [...entry.writes, ...counts] };
}

export interface Changes {
  begin(): Promise<void>;
  close(): void;
}

export interface ChangesOptions {
  readonly store: Store;
  readonly shared: SharedStore;
  readonly clock: Clock;
  /** Rejects: it is called again with the next look. */
  readonly changed: (table: WatchedTable) => Promise<void>;
  /** All of it was looked at, and what had changed was read; no longer ago than `since`, by a clock that is never set. */
  readonly looked?: (sinceMs: number) => void;
  readonly log: NodeLog;
  /** Default: `nodeLimits.changesPollMs`. */
  readonly pollMs?: number;
}

export function watchChanges(options: ChangesOptions): Changes {
  const { store, shared, clock, changed, log, pollMs = nodeLimits.changesPollMs } = options;
  const known = new Map<WatchedTable, number>();
  let cancel: Cancel | undefined;
  let unsubscribe: (() => void) | undefined;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** What waits to be looked at: hints that come meanwhile ask for nothing more. */
  const waiting = new Set<WatchedTable>();

  async function look(tables: readonly WatchedTable[]): Promise<void> {
    for (const table of tables) {
      waiting.delete(table);
      const version = (await store.get("settings", keyOf(table)))?.version ?? 0;
      if (isClosed || known.get(table) === version) continue;
      await changed(table);
      known.set(table, version);
    }
  }

  function lookInTurn(tables: readonly WatchedTable[]): Promise<void> {
    const mine = last.then(() => look(tables));
    last = mine.catch((error: unknown) =>
      log.warn({ err: error }, "what other nodes have changed could not be read; trying again"),
    );
    return mine;
  }

  async function lookThrough(): Promise<void> {
    await last;
    const sinceMs = performance.now();
    await lookInTurn(watchedTables);
    if (!isClosed) options.looked?.(sinceMs);
  }

  function poll(): void {
    if (isClosed) return;
    cancel = clock.setTimer(epochMs(clock.now() + pollMs), () => {
      lookThrough()
        .catch(() => {})
        .finally(poll);
    });
  }

  return {
    async begin() {
      for (const table of watchedTables)
        known.set(table, (await store.get("settings", keyOf(table)))?.version ?? 0);
      unsubscribe = shared.onHint((hint) => {
        const hinted = watchedTables.filter(
          (table) => (hint === null || hint === keyOf(table)) && !waiting.has(table),
        );
        for (const table of hinted) waiting.add(table);
        if (hinted.length > 0) lookInTurn(hinted).catch(() => {});
      });
      poll();
    },
    close() {
      isClosed = true;
      cancel?.();
      unsubscribe?.();
    },
  };
}
