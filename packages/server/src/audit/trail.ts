import { ApiError } from "@landbridge/api";
import { type Cancel, type Clock, epochMs } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { readAnchor } from "./anchor.ts";
import { type Block, blockIsAbsent, type ChainHead, headOf, insertBlock, readBlock } from "./block-row.ts";
import { type AuditLimits, defaultAuditLimits } from "./limits.ts";
import { type AuditEvent, chained } from "./record.ts";
import { prune } from "./retention.ts";
import type { Sealer } from "./seal.ts";
import { createStrangers } from "./strangers.ts";

// The audit trail: an append-only chain of records, each of which holds the hash of everything before it.
//
// A1. A record is durable before the answer that it tells of leaves.
// A2. Whatever waits goes into one block, so a busy server pays one row for many records. One block at a time.
// A3. The chain never forks: a block's number is a unique row. Who loses the race reads the head and tries again.
// A4. Nothing is ever updated. Retention deletes whole blocks from the beginning, and leaves an anchor.
// A5. It holds names, paths and codes; never a payload, a query or a secret.

export interface AuditTrail {
  /** Resolves after the commit. */
  append(event: Omit<AuditEvent, "at">): Promise<void>;
  /** Of a caller without a valid key: many are one record, so that nobody can flood the trail. Does not wait. */
  noteStranger(event: Omit<AuditEvent, "at" | "principal">): void;
  /** Deletes what is beyond the limits; by itself now and then. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export interface AuditTrailOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Told when records without an answer that waits, or a sweep, could not be written. */
  readonly failed: (error: unknown) => void;
  readonly limits?: Partial<AuditLimits>;
}

interface Waiting {
  readonly event: AuditEvent;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const triesMax = 16;

export function createAuditTrail(options: AuditTrailOptions): AuditTrail {
  const { store, clock, failed } = options;
  const limits = { ...defaultAuditLimits, ...options.limits };
  let queue: Waiting[] = [];
  let head: ChainHead | undefined;
  let writing: Promise<void> | undefined;
  let isClosed = false;

  const stamped = (event: Omit<AuditEvent, "at">): AuditEvent => ({
    at: new Date(clock.now()).toISOString(),
    ...event,
  });

  function append(event: Omit<AuditEvent, "at">): Promise<void> {
    if (queue.length >= limits.waitingMax)
      return Promise.reject(new ApiError("OVERLOADED", "Too many records wait for the audit trail."));
    return new Promise((resolve, reject) => {
      queue.push({ event: stamped(event), resolve, reject });
      writing ??= writeAll();
    });
  }

  async function writeAll(): Promise<void> {
    await Promise.resolve();
    while (queue.length > 0) {
      const batch = queue.slice(0, limits.blockRecordsMax);
      queue = queue.slice(batch.length);
      try {
        await writeBlock(batch.map(({ event }) => event));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        head = undefined;
        for (const { reject } of batch) reject(error);
      }
    }
    // At once, not when the promise is seen to have resolved: what comes in between would wait for ever.
    writing = undefined;
  }

  async function writeBlock(events: readonly AuditEvent[]): Promise<void> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      head ??= await readHead(store);
      const block = toBlock(events, head, options.sealer);
      const entry = { guards: [blockIsAbsent(block.number)], writes: [insertBlock(block, clock.now())] };
      // Of no partition (S10): any node may write the next block, and the guard decides (A3).
      const [outcome] = await store.commit([{ partition: null, epoch: 0, ...entry }]);
      head = outcome?.ok === true ? headOf(block) : undefined;
      if (head !== undefined) return;
    }
    throw new ApiError("OVERLOADED", "Other nodes write to the audit trail faster than this one can.");
  }

  const strangers = createStrangers({
    clock,
    limits,
    write: (event) => void append({ ...event, principal: null }).catch(failed),
  });

  let cancelSweep: Cancel | undefined;
  const scheduleSweep = (): void => {
    cancelSweep = clock.setTimer(epochMs(clock.now() + limits.sweepMs), () => {
      sweep()
        .catch(failed)
        .finally(() => void (isClosed || scheduleSweep()));
    });
  };
  const sweep = (): Promise<void> => prune({ store, clock, sealer: options.sealer, limits });
  scheduleSweep();

  return {
    append,
    noteStranger: (event) => strangers.note(event),
    sweep,
    async close() {
      isClosed = true;
      cancelSweep?.();
      strangers.close();
      await writing;
    },
  };
}

/** Of the newest block; where there is none, the anchor. */
async function readHead(store: Store): Promise<ChainHead> {
  const page = await store.list("audit", { orderBy: "first", direction: "descending", limit: 1 });
  const [newest] = page.rows;
  return newest === undefined ? readAnchor(store) : headOf(readBlock(newest));
}

function toBlock(events: readonly AuditEvent[], head: ChainHead, sealer: Sealer): Block {
  const hash = chained(events, head).at(-1)?.hash ?? head.hash;
  return {
    number: head.block + 1,
    first: head.seq + 1,
    previous: head.hash,
    events,
    hash,
    keyId: sealer.keyId,
    seal: sealer.seal(hash),
  };
}
