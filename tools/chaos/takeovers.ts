import { setTimeout as pause } from "node:timers/promises";
import type { PartitionView, SharedStore, Store } from "@landbridge/store";
import { openPostgresStore } from "@landbridge/store-postgres";

// How long it takes until what a dead node held is held by others, as the database says.

export interface Takeovers {
  /** From now until no partition is held by who is that node at this moment. */
  watch(name: string): void;
  readonly tookMs: readonly number[];
  /** Whatever is watched is not counted: the database was away meanwhile. */
  forget(): void;
  close(): Promise<void>;
}

const lookMs = 25;

export async function watchTakeovers(url: string): Promise<Takeovers> {
  const store = await openPostgresStore({ url, environment: {}, log: { warn: () => {} } });
  const tookMs: number[] = [];
  let generation = 0;
  let isClosed = false;

  async function watch(name: string): Promise<void> {
    const mine = generation;
    const since = performance.now();
    const before = await heldBy(store, name);
    if (before.size === 0) return;
    while (!isClosed && mine === generation) {
      const left = (await partitions(store)).filter(
        ({ partition, epoch, holder }) => holder === null || before.get(partition) === epoch,
      );
      if (!left.some(({ partition }) => before.has(partition))) {
        tookMs.push(performance.now() - since);
        return;
      }
      await pause(lookMs);
    }
  }

  return {
    tookMs,
    watch: (name) => void watch(name).catch(() => {}),
    forget() {
      generation += 1;
    },
    async close() {
      isClosed = true;
      await store.close();
    },
  };
}

/** Partition to epoch, of a node that is alive or was a moment ago. */
async function heldBy(store: Store, name: string): Promise<ReadonlyMap<number, number>> {
  const held = (await partitions(store)).filter(({ holder }) => holder?.startsWith(`${name}/`) === true);
  return new Map(held.map(({ partition, epoch }) => [partition, epoch]));
}

async function partitions(store: Store): Promise<readonly PartitionView[]> {
  const shared: SharedStore | undefined = store.shared;
  if (shared === undefined) throw new Error("PostgreSQL is a store that nodes share");
  return (await shared.view()).partitions;
}
