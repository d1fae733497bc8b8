import type { Clock } from "@landbridge/model";
import type { Holding } from "./partition-of.ts";
import type { Store } from "./port.ts";
import type { LivingNode, NodeBeat, NodeId, NodeView, PartitionView, SharedStore } from "./shared.ts";

// Several nodes of one process over one store: for the simulator and for tests. Leases are kept in memory, by the
// clock that is given as the store's own; fencing is the store's.

export interface ShareOptions {
  readonly clock: Pick<Clock, "now">;
  readonly partitionCount: number;
}

export interface ShareableStore {
  /** The store as one node sees it. */
  connect(): Store;
  /** As a restored or failed-over database: every lease is off. */
  raiseEra(): void;
  /** Somebody takes a partition though its lease still runs. */
  steal(partition: number): Promise<void>;
}

interface SeenNode {
  readonly beat: NodeBeat;
  readonly startedAt: number;
  lastBeatAt: number;
  leaseUntil: number;
  isDraining: boolean;
}

interface Lease {
  readonly epoch: number;
  readonly holder: NodeId | null;
  readonly leaseUntil: number;
}

/** How long a dead node is still shown. */
const deadShownMs = 600_000;

export function shareStore(store: Store, { clock, partitionCount }: ShareOptions): ShareableStore {
  const nodes = new Map<NodeId, SeenNode>();
  const leases = new Map<number, Lease>();
  const listeners = new Set<(hint: string | null) => void>();
  let era = 1;

  const isFree = (partition: number): boolean => {
    const lease = leases.get(partition);
    return lease === undefined || lease.holder === null || lease.leaseUntil <= clock.now();
  };
  const all = Array.from({ length: partitionCount }, (_, partition) => partition);

  function heldBy(node: NodeId): Holding[] {
    return [...leases].flatMap(([partition, { holder, epoch }]) =>
      holder === node ? [{ partition, epoch }] : [],
    );
  }

  function living(): LivingNode[] {
    const now = clock.now();
    return [...nodes]
      .filter(([, { leaseUntil }]) => leaseUntil > now)
      .map(([id, node]) => livingNode(id, node));
  }

  function livingNode(id: NodeId, { beat, isDraining }: SeenNode): LivingNode {
    const heldCount = heldBy(id).filter(({ partition }) => !isFree(partition)).length;
    return { id, name: beat.name, isDraining, heldCount };
  }

  async function acquire(partition: number, holder: NodeId | null, leaseUntil: number): Promise<Holding> {
    // At once, so that nobody else takes it while the epoch is raised.
    leases.set(partition, { epoch: -1, holder, leaseUntil });
    const { epoch } = await store.acquire(partition);
    const lease = leases.get(partition);
    if (lease?.holder === holder) leases.set(partition, { ...lease, epoch });
    return { partition, epoch };
  }

  const shared: SharedStore = {
    partitionCount,
    async beat(beat) {
      const now = clock.now();
      const leaseUntil = now + beat.leaseMs;
      const known = nodes.get(beat.id);
      nodes.set(beat.id, {
        beat,
        startedAt: known?.startedAt ?? now,
        isDraining: known?.isDraining ?? false,
        lastBeatAt: now,
        leaseUntil,
      });
      const held = heldBy(beat.id);
      for (const { partition, epoch } of held) leases.set(partition, { epoch, holder: beat.id, leaseUntil });
      for (const [id, node] of nodes) if (now - node.leaseUntil > deadShownMs) nodes.delete(id);
      return { era, held, free: all.filter(isFree), nodes: living() };
    },
    async take(node, partitions, leaseMs) {
      const leaseUntil = clock.now() + leaseMs;
      return Promise.all(partitions.filter(isFree).map((partition) => acquire(partition, node, leaseUntil)));
    },
    async release(node, held) {
      for (const { partition, epoch } of held) {
        const lease = leases.get(partition);
        if (lease?.holder === node && lease.epoch === epoch)
          leases.set(partition, { ...lease, holder: null });
      }
    },
    async leave(node) {
      await shared.release(node, heldBy(node));
      nodes.delete(node);
    },
    view: async () => ({
      era,
      nodes: [...nodes].map(([id, node]): NodeView => {
        const { beat, startedAt, lastBeatAt, leaseUntil } = node;
        const now = clock.now();
        return {
          ...livingNode(id, node),
          facts: beat.facts,
          startedAt,
          lastBeatAgoMs: now - lastBeatAt,
          leaseLeftMs: leaseUntil - now,
        };
      }),
      partitions: all.map((partition): PartitionView => {
        const { epoch, holder, leaseUntil } = leases.get(partition) ?? noLease;
        return { partition, epoch, holder, leaseLeftMs: holder === null ? 0 : leaseUntil - clock.now() };
      }),
    }),
    async drain(name, isDraining) {
      const now = clock.now();
      const named = [...nodes.values()].filter((node) => node.beat.name === name && node.leaseUntil > now);
      for (const node of named) node.isDraining = isDraining;
      return named.length;
    },
    hint(hints) {
      for (const hint of hints) for (const listener of [...listeners]) queueMicrotask(() => listener(hint));
    },
    onHint(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  return {
    connect: () => ({
      acquire: (partition) => store.acquire(partition),
      commit: (entries) => store.commit(entries),
      get: (table, key) => store.get(table, key),
      list: (table, query) => store.list(table, query),
      journal: (from, limit) => store.journal(from, limit),
      close: () => Promise.resolve(),
      shared,
    }),
    raiseEra() {
      era += 1;
      for (const [partition, lease] of leases) leases.set(partition, { ...lease, holder: null });
    },
    async steal(partition) {
      await acquire(partition, null, 0);
    },
  };
}

const noLease: Lease = { epoch: 0, holder: null, leaseUntil: 0 };
