import { epochMs } from "@landbridge/model";
import type { VirtualClock } from "@landbridge/model/virtual-clock";
import { type Entry, type Outcome, type Store, storeError } from "@landbridge/store";
import type { CommitFault } from "@landbridge/store/faults";
import type { Chance } from "./chance.ts";
import type { Life } from "./life.ts";
import type { Weather } from "./weather.ts";

export interface FaultyStoreParts {
  /** What is really there; watched by whoever checks. */
  readonly store: Store;
  readonly truth: VirtualClock;
  readonly life: Life;
  readonly chance: Chance;
  readonly weather: () => Weather;
  /** The process is to die, with all its memory. */
  readonly die: (when: "before a commit" | "after a commit") => void;
  readonly note: (fault: string) => void;
}

/**
 * The store as one process sees it: slow at times, failing at times, and never heard of again once the process
 * is dead. Commits take effect in the order of the calls (S9), reads when they get there.
 */
export function createFaultyStore(parts: FaultyStoreParts): Store {
  const { store, life } = parts;
  let last: Promise<unknown> = Promise.resolve();

  function commit(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    const mine = last.then(() => commitInTurn(entries));
    last = mine.catch(() => undefined);
    return life.hears(mine.then((outcomes) => later(parts, outcomes)));
  }

  async function commitInTurn(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    await later(parts, undefined);
    await life.hears(Promise.resolve());
    const fault = drawFault(parts);
    if (fault !== undefined) parts.note(fault);
    switch (fault) {
      case undefined:
        return await store.commit(entries);
      case "rejected":
        throw storeError("REJECTED", "the disk gave an error, and the commit was rolled back");
      case "lost-before":
        throw storeError("UNKNOWN_OUTCOME", "the connection broke, and nothing was applied");
      case "lost-after":
        await store.commit(entries);
        throw storeError("UNKNOWN_OUTCOME", "the connection broke, and all was applied");
      case "dies-before":
        parts.die("before a commit");
        return await never();
      case "dies-after":
        parts.die("after a commit");
        await store.commit(entries);
        return await never();
    }
  }

  async function read<T>(ask: () => Promise<T>): Promise<T> {
    await life.hears(later(parts, undefined));
    if (parts.chance.is(parts.weather().readFails)) {
      parts.note("a read fails");
      throw storeError("REJECTED", "the disk gave an error");
    }
    return await life.hears(ask());
  }

  return {
    acquire: (partition) => life.hears(store.acquire(partition)),
    commit: (entries) => (life.isDead ? never() : commit(entries)),
    get: (table, key) => read(() => store.get(table, key)),
    list: (table, query) => read(() => store.list(table, query)),
    journal: (from, limit) => read(() => store.journal(from, limit)),
    close: () => Promise.resolve(),
  };
}

function drawFault({
  chance,
  weather,
}: FaultyStoreParts): CommitFault | "dies-before" | "dies-after" | undefined {
  const { rejected, lostBefore, lostAfter, diesBefore, diesAfter } = weather();
  const ways = [
    ["rejected", rejected],
    ["lost-before", lostBefore],
    ["lost-after", lostAfter],
    ["dies-before", diesBefore],
    ["dies-after", diesAfter],
  ] as const;
  for (const [way, likelihood] of ways) if (chance.is(likelihood)) return way;
  return undefined;
}

/** The same, after the time that it takes; nearly always none. */
function later<T>({ truth, chance, weather }: FaultyStoreParts, value: T): Promise<T> {
  const { slow, slowMsMax } = weather();
  if (!chance.is(slow)) return Promise.resolve(value);
  const ms = chance.spread(1, slowMsMax);
  return new Promise((resolve) => {
    truth.setTimer(epochMs(truth.now() + ms), () => resolve(value));
  });
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
