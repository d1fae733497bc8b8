import type { Beat, NodeId } from "@landbridge/store";

/** What a node should do about its leases, by what it has just learnt. */
export interface Move {
  readonly take: readonly number[];
  readonly giveUp: readonly number[];
}

export interface BalanceFacts {
  readonly self: NodeId;
  readonly beat: Beat;
  readonly partitionCount: number;
  /** Free for so long that whoever they are meant for does not take them. */
  readonly neglected: ReadonlySet<number>;
  readonly givenUpAtOnceMax: number;
}

/**
 * Each node reckons alike, so nobody needs to be told: the nodes that may hold work, in the order of their ids, get equal
 * shares, and the first ones one more where it does not divide. A node takes what is free up to its share, and gives
 * up what is more only while another one has less.
 */
export function balance(facts: BalanceFacts): Move {
  const { self, beat, partitionCount, neglected, givenUpAtOnceMax } = facts;
  const active = beat.nodes
    .filter(({ isDraining }) => !isDraining)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const rank = active.findIndex(({ id }) => id === self);
  const held = beat.held.map(({ partition }) => partition);
  // Where all of them are to hold nothing, the work stays with whoever has it.
  if (rank === -1) return { take: [], giveUp: active.length === 0 ? [] : held };
  const share = (place: number): number =>
    Math.floor(partitionCount / active.length) + (place < partitionCount % active.length ? 1 : 0);
  const room = Math.max(0, share(rank) - held.length);
  // Each begins elsewhere, so that two of them seldom try to take the same.
  const from = Math.floor((rank * partitionCount) / active.length);
  const free = beat.free.toSorted(
    (a, b) => distance(from, a, partitionCount) - distance(from, b, partitionCount),
  );
  const take = [
    ...new Set([...free.slice(0, room), ...free.filter((partition) => neglected.has(partition))]),
  ];
  const isSomebodyShort = active.some(({ id, heldCount }, place) => id !== self && heldCount < share(place));
  const surplus = isSomebodyShort ? Math.min(held.length - share(rank), givenUpAtOnceMax) : 0;
  return { take, giveUp: surplus > 0 ? held.slice(-surplus) : [] };
}

function distance(from: number, to: number, count: number): number {
  return (to - from + count) % count;
}
