import type { Entry, Outcome, Store } from "@landbridge/store";

export interface StoreWatcher {
  acquired(partition: number, epoch: number): void;
  /** Applied, and not rejected by a guard. */
  committed(entry: Entry): void;
  refused(entry: Entry): void;
}

/** The bare store, with somebody who sees what was really applied, in its order. */
export function watchStore(store: Store, watcher: StoreWatcher): Store {
  return {
    acquire: async (partition) => {
      const taken = await store.acquire(partition);
      watcher.acquired(partition, taken.epoch);
      return taken;
    },
    commit: async (entries) => {
      const outcomes: readonly Outcome[] = await store.commit(entries);
      for (const [index, entry] of entries.entries())
        if (outcomes[index]?.ok === true) watcher.committed(entry);
        else watcher.refused(entry);
      return outcomes;
    },
    get: (table, key) => store.get(table, key),
    list: (table, query) => store.list(table, query),
    journal: (from, limit) => store.journal(from, limit),
    close: () => store.close(),
    ...(store.shared !== undefined && { shared: store.shared }),
  };
}
