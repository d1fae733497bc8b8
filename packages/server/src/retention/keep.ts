import { forgetExecutions } from "@landbridge/engine";
import { forgetAnswers, forgetRuns } from "@landbridge/jobs";
import { type Clock, epochMs } from "@landbridge/model";
import { forgetOccurrences } from "@landbridge/scheduler";
import {
  type Forgetting,
  type Forgotten,
  type ListQuery,
  partitionOfName,
  type Store,
  storeLimits,
  type TableName,
} from "@landbridge/store";
import type { Log } from "../http/log.ts";
import { defaultKeep, type Keep, type KeepPolicy, type Kept } from "./policy.ts";

// What is over is deleted when it is old enough, or when there is more of it than is kept; a little at a time, so that
// nobody waits for it. All of it may be done twice or by two nodes at once: each deletion is guarded by its version.

const keepLimits = {
  /** Rows looked at in one step. */
  stepRowsMax: 200,
  /** Between two steps, for the others. */
  stepPauseMs: 50,
  /** Between two rounds. */
  roundMs: 10 * 60_000,
} as const;

interface KeptTable {
  readonly forget: (store: Store, forgetting: Forgetting) => Promise<Forgotten>;
  /** The instants that a table is ordered by, newest first. */
  readonly newest: (store: Store, limit: number, after: string | undefined) => Promise<Instants>;
}

interface Instants {
  readonly instants: readonly number[];
  readonly next: string | undefined;
}

const keptTables: { readonly [K in Kept]: KeptTable } = {
  executions: { newest: newestOf("executions", "startedAt"), forget: forgetExecutions },
  runs: { newest: newestOf("runs", "requestedAt"), forget: forgetRuns },
  occurrences: { newest: newestOf("occurrences", "due"), forget: forgetOccurrences },
  answers: { newest: newestOf("idempotency", "createdAt"), forget: forgetAnswers },
};

function newestOf<T extends TableName>(table: T, orderBy: ListQuery<T>["orderBy"]): KeptTable["newest"] {
  return async (store, limit, after) => {
    const query = { orderBy, direction: "descending", limit, ...(after !== undefined && { after }) } as const;
    const { rows, next } = await store.list(table, query);
    return { instants: rows.map(({ columns }) => Number(columns[orderBy])), next };
  };
}

export interface KeeperParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly policy?: KeepPolicy;
  /** Whether it is this node's to do. */
  readonly isMine: () => boolean;
}

export interface Keeper {
  /** One round; gives how many were deleted of each. */
  round(): Promise<Readonly<Record<Kept, number>>>;
  /** Rounds until `close`. */
  run(): void;
  close(): Promise<void>;
}

/** The node that has this name's partition keeps the house. */
export function keeperPartition(partitionCount: number): number {
  return partitionOfName("landbridge/keeper", partitionCount);
}

type CutOff = Pick<Forgetting, "before" | "endedBy">;

export function createKeeper({ store, clock, log, policy = {}, isMine }: KeeperParts): Keeper {
  let isClosed = false;
  let disarm: (() => void) | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  async function round(): Promise<Readonly<Record<Kept, number>>> {
    const counts = { executions: 0, runs: 0, occurrences: 0, answers: 0 };
    for (const kept of Object.keys(keptTables) as Kept[])
      counts[kept] = await forgetAll(kept, { ...defaultKeep[kept], ...policy[kept] });
    if (Object.values(counts).some((count) => count > 0))
      log.info({ ...counts }, "what is over and old was deleted");
    return counts;
  }

  async function forgetAll(kept: Kept, keep: Keep): Promise<number> {
    let count = 0;
    for (const cutOff of await cutOffs(kept, keep)) count += await forgetBy(kept, cutOff);
    return count;
  }

  async function forgetBy(kept: Kept, cutOff: CutOff): Promise<number> {
    let count = 0;
    let after: string | undefined;
    do {
      const step = { ...cutOff, limit: keepLimits.stepRowsMax, ...(after !== undefined && { after }) };
      const forgotten = await keptTables[kept].forget(store, step);
      count += forgotten.count;
      after = forgotten.next;
      if (after !== undefined) await pause();
    } while (after !== undefined && !isClosed);
    return count;
  }

  /** What is older than the age, and what is beyond the count, whenever that ended. */
  async function cutOffs(kept: Kept, { ageMs, count }: Keep): Promise<readonly CutOff[]> {
    const now = clock.now();
    const place = count === undefined ? undefined : await placeOf(kept, count);
    return [
      ...(ageMs === undefined ? [] : [{ before: epochMs(now - ageMs) }]),
      ...(place === undefined ? [] : [{ before: epochMs(place), endedBy: now }]),
    ];
  }

  /** The instant of the first row beyond the newest `count`; undefined: there are no more than those. */
  async function placeOf(kept: Kept, count: number): Promise<number | undefined> {
    let left = count;
    let after: string | undefined;
    for (;;) {
      const limit = Math.min(left + 1, storeLimits.pageRowsMax);
      const { instants, next } = await keptTables[kept].newest(store, limit, after);
      const beyond = instants[left];
      if (beyond !== undefined || next === undefined) return beyond;
      left -= instants.length;
      after = next;
    }
  }

  function pause(): Promise<void> {
    return new Promise(
      (resolve) => void clock.setTimer(epochMs(clock.now() + keepLimits.stepPauseMs), resolve),
    );
  }

  function arm(): void {
    if (isClosed) return;
    disarm = clock.setTimer(epochMs(clock.now() + keepLimits.roundMs), () => {
      underWay = (isMine() ? round() : Promise.resolve())
        .catch((error: unknown) =>
          log.warn({ err: error }, "what is over was not deleted; it is tried again"),
        )
        .then(arm);
    });
  }

  return {
    round,
    run: arm,
    async close() {
      isClosed = true;
      disarm?.();
      await underWay;
    },
  };
}
