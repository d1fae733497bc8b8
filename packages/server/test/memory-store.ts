import type { Store } from "@landbridge/store";
import { openSqliteStore } from "@landbridge/store-sqlite";

/** A store in memory and what every user of it is given. */
export async function memoryStore(): Promise<{
  readonly store: Store;
  readonly partition: number;
  readonly epoch: () => number;
}> {
  const store = await openSqliteStore({ memory: true });
  const { epoch } = await store.acquire(0);
  return { store, partition: 0, epoch: () => epoch };
}
