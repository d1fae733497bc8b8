import type { TestContext } from "node:test";
import type { Store } from "../port.ts";

export interface OpenedStore {
  readonly store: Store;
  /** Closes the store and opens the same data again. Absent: the store keeps nothing once closed. */
  readonly reopen?: (store: Store) => Promise<Store>;
  /** Removes what the store left behind, after it was closed. */
  readonly remove?: () => Promise<void>;
}

export type OpenStore = () => Promise<OpenedStore>;

/** A fresh store for one case, with partition 0 acquired; closed and removed when the case ends. */
export async function fresh(
  t: TestContext,
  open: OpenStore,
): Promise<{ readonly store: Store; readonly epoch: number }> {
  const { store, remove } = await open();
  t.after(async () => {
    await store.close();
    await remove?.();
  });
  const { epoch } = await store.acquire(0);
  return { store, epoch };
}
