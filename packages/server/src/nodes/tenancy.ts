import { type Cancel, type Clock, epochMs } from "@landbridge/model";
import type { Beat, Holding, Holdings, NodeId, SharedStore } from "@landbridge/store";
import { balance } from "./balance.ts";
import { nodeLimits } from "./limits.ts";
import type { NodeLog } from "./node-log.ts";

// Which partitions this node holds: beats, takes, gives up, and stops by itself (docs/decisions/0006).
//
// T1. A partition is held from the moment the store has said so until the store says otherwise, it is given up, or
//     this node has not reached the store for as long as its lease lasts, by its own monotonic clock, reckoned from
//     the sending of the last beat that was answered. So it stops before another may begin, whatever the time is.
// T2. What is given up is left by everything that works on it before the store hears of it.
// T3. Beats wait for nothing but the store: reading what was taken goes on beside them.
// T4. A new era means that what was read may never have been: everything is left, and taken up anew.

export interface TenancyOptions {
  readonly shared: SharedStore;
  readonly id: NodeId;
  readonly name: string;
  readonly leaseMs: number;
  readonly clock: Clock;
  /** Never goes back and never stands still while the process lives; in milliseconds. */
  readonly monotonicMs: () => number;
  readonly facts: () => string;
  /** Must not throw, nor wait for anything. */
  readonly taken: (partition: number) => void;
  readonly left: (partition: number) => void;
  /** After all of it in one beat. */
  readonly moved: () => void;
  readonly log: NodeLog;
}

export interface Tenancy {
  readonly holdings: Holdings;
  readonly era: number;
  /** Whether the store has been heard of within the lease. */
  readonly isCurrent: boolean;
  /** The first beat; rejects as the store does. Then it goes on by itself. */
  begin(): Promise<void>;
  /** Another holds it now, as a commit has found out. */
  lost(partition: number, epoch: number): void;
  /** Beats now. */
  nudge(): void;
  held(): readonly number[];
  /** Gives up everything, and is no node any more. */
  leave(): Promise<void>;
}

export function createTenancy(options: TenancyOptions): Tenancy {
  const { shared, id, name, clock, monotonicMs, log } = options;
  const beatMs = Math.floor(options.leaseMs / nodeLimits.beatsPerLease);
  // What is left of the promised time is for noticing, which happens once in a beat, and for taking over.
  const leaseMs = options.leaseMs - 3 * beatMs;
  const epochs = new Map<number, number>();
  /** Since when, by our own clock, a partition is free though nobody takes it. */
  const freeSince = new Map<number, number>();
  let validUntil = Number.NEGATIVE_INFINITY;
  let era = 0;
  let isEnded = false;
  let beating: Promise<void> | undefined;
  let isAgain = false;
  let cancelBeat: Cancel | undefined;
  let cancelFence: Cancel | undefined;

  const isCurrent = (): boolean => monotonicMs() < validUntil;

  function beat(): Promise<void> {
    if (beating !== undefined) {
      isAgain = true;
      return beating;
    }
    const mine = beatOnce().finally(() => {
      beating = undefined;
      const isHurried = isAgain;
      isAgain = false;
      arm(isHurried ? 0 : beatMs);
    });
    beating = mine;
    return mine;
  }

  async function beatOnce(): Promise<void> {
    const sentAt = monotonicMs();
    const answer = await shared.beat({ id, name, leaseMs, facts: options.facts() });
    // An answer that comes after the lease it speaks of: to go by it would be to hold what may be another's by now.
    if (isEnded || monotonicMs() >= sentAt + leaseMs) return;
    validUntil = sentAt + leaseMs;
    armFence();
    let isMoved = adopt(answer);
    isMoved = (await rebalance(answer)) || isMoved;
    if (isMoved) options.moved();
  }

  /** Takes the store's word for what is held. */
  function adopt(answer: Beat): boolean {
    if (answer.era !== era && era !== 0) {
      log.warn({ era: answer.era }, "the database was restored or failed over; everything is read again");
      leaveAll();
    }
    era = answer.era;
    const held = new Map(answer.held.map(({ partition, epoch }) => [partition, epoch]));
    let isMoved = false;
    for (const [partition, epoch] of [...epochs]) {
      if (held.get(partition) === epoch) continue;
      drop(partition);
      isMoved = true;
    }
    for (const holding of answer.held) isMoved = take(holding) || isMoved;
    return isMoved;
  }

  async function rebalance(answer: Beat): Promise<boolean> {
    noteFree(answer.free);
    const { take: wanted, giveUp } = balance({
      self: id,
      beat: answer,
      partitionCount: shared.partitionCount,
      neglected: neglected(),
      givenUpAtOnceMax: nodeLimits.givenUpAtOnceMax,
    });
    if (giveUp.length > 0) {
      const given = answer.held.filter(({ partition }) => giveUp.includes(partition));
      for (const { partition } of given) drop(partition);
      await shared.release(id, given);
      shared.hint(["nodes"]);
    }
    if (wanted.length === 0) return giveUp.length > 0;
    const sentAt = monotonicMs();
    const taken = await shared.take(id, wanted, leaseMs);
    // Standing still in between, this node may have been taken over again before it heard that it has them.
    if (isEnded || !isCurrent() || monotonicMs() >= sentAt + leaseMs) return giveUp.length > 0;
    for (const holding of taken) take(holding);
    return taken.length + giveUp.length > 0;
  }

  function noteFree(free: readonly number[]): void {
    const present = new Set(free);
    for (const partition of freeSince.keys()) if (!present.has(partition)) freeSince.delete(partition);
    for (const partition of free) if (!freeSince.has(partition)) freeSince.set(partition, monotonicMs());
  }

  function neglected(): ReadonlySet<number> {
    const before = monotonicMs() - options.leaseMs;
    return new Set([...freeSince].filter(([, since]) => since <= before).map(([partition]) => partition));
  }

  function take({ partition, epoch }: Holding): boolean {
    if (epochs.get(partition) === epoch) return false;
    epochs.set(partition, epoch);
    freeSince.delete(partition);
    options.taken(partition);
    return true;
  }

  function drop(partition: number): void {
    if (epochs.delete(partition)) options.left(partition);
  }

  function leaveAll(): void {
    for (const partition of [...epochs.keys()]) drop(partition);
  }

  function arm(afterMs: number): void {
    cancelBeat?.();
    if (isEnded) return;
    cancelBeat = clock.setTimer(epochMs(clock.now() + afterMs), () => {
      beat().catch((error: unknown) => {
        log.warn({ err: error }, "the database could not be told that this node lives; trying again");
      });
    });
  }

  /** T1: also when nothing calls any more. */
  function armFence(): void {
    cancelFence?.();
    cancelFence = clock.setTimer(epochMs(clock.now() + leaseMs), () => {
      if (isCurrent()) return armFence();
      if (epochs.size === 0) return;
      log.warn(
        { partitions: epochs.size },
        "the database was out of reach for a lease's time; work is put down",
      );
      leaveAll();
      options.moved();
    });
  }

  return {
    holdings: {
      count: shared.partitionCount,
      epochOf: (partition) => (isCurrent() ? epochs.get(partition) : undefined),
    },
    get era() {
      return era;
    },
    get isCurrent() {
      return isCurrent();
    },
    begin: () => beat(),
    lost(partition, epoch) {
      if (epochs.get(partition) !== epoch) return;
      drop(partition);
      options.moved();
      arm(0);
    },
    nudge() {
      if (beating === undefined) arm(0);
      else isAgain = true;
    },
    held: () => [...epochs.keys()].toSorted((a, b) => a - b),
    async leave() {
      isEnded = true;
      cancelBeat?.();
      cancelFence?.();
      await beating?.catch(() => {});
      leaveAll();
      await shared.leave(id);
      shared.hint(["nodes"]);
    },
  };
}
