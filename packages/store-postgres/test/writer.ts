import { isStoreError, type Store } from "@landbridge/store";

// A caller as the engine is one: it commits one row after another, and never takes back what was acknowledged.

export interface Writer {
  readonly acknowledged: readonly string[];
  /** What each failure was. */
  readonly failures: readonly string[];
  /** Resolves once so many are acknowledged after this call. */
  more(count: number): Promise<void>;
  /** Takes the partition over once more, as whoever was fenced does. */
  stop(): Promise<void>;
}

/** @param pauseMs between two tries while the store cannot be reached */
export async function startWriter(store: Store, pauseMs = 20): Promise<Writer> {
  const acknowledged: string[] = [];
  const failures: string[] = [];
  const waiting = new Set<() => void>();
  let isStopped = false;
  let epoch = (await store.acquire(0)).epoch;

  async function one(key: string): Promise<void> {
    try {
      const write = { kind: "insert", table: "settings", key, columns: {}, body: key } as const;
      const guard = { kind: "absent", table: "settings", key } as const;
      const [outcome] = await store.commit([{ partition: 0, epoch, guards: [guard], writes: [write] }]);
      if (outcome?.ok !== true) return void failures.push("REFUSED");
      acknowledged.push(key);
      for (const look of waiting) look();
    } catch (error) {
      failures.push(error instanceof Error && "code" in error ? String(error.code) : String(error));
      if (isStoreError(error, "FENCED"))
        epoch = await store.acquire(0).then(
          (taken) => taken.epoch,
          () => epoch,
        );
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  const lines = Array.from({ length: 8 }, async (_, line) => {
    for (let n = 0; !isStopped; n += 1) await one(`${line}-${n}`);
  });
  return {
    acknowledged,
    failures,
    more(count) {
      const goal = acknowledged.length + count;
      return new Promise((resolve) => {
        const look = (): void => {
          if (acknowledged.length < goal) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
    async stop() {
      isStopped = true;
      await Promise.all(lines);
    },
  };
}

/** Those of the keys that the store does not have. The connections for reads may come back a moment after the others. */
export async function missingOf(store: Store, keys: readonly string[]): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const key of keys) if (!(await isThere(store, key))) missing.push(key);
  return missing;
}

async function isThere(store: Store, key: string): Promise<boolean> {
  for (;;) {
    try {
      return (await store.get("settings", key)) !== undefined;
    } catch (error) {
      if (!isStoreError(error, "STORE_UNAVAILABLE")) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
