import { checkEntries, type Entry, type Outcome, storeError } from "@landbridge/store";
import type { CallResult, Transactions } from "./transaction.ts";

// Group commit. Calls of one turn of the event loop share one transaction, and one fsync: `setImmediate`
// runs once the loop has handed out all the events that were ready, so a lone call goes at once, and
// what arrived while the last fsync blocked the loop goes together. There is no timer.

export const queueLimits = {
  /** One transaction takes calls until it has so many entries; the rest goes with the next turn. */
  flushEntriesMax: 1_000,
  /** Beyond it `commit` rejects with STORE_BUSY. */
  waitingEntriesMax: 100_000,
} as const;

export interface CommitQueue {
  commit(entries: readonly Entry[]): Promise<readonly Outcome[]>;
  /** Commits all that wait, at once. */
  drain(): void;
}

/** @param flush "immediate": inside `commit`, so that a simulation repeats; no two calls share a transaction. */
export function openCommitQueue(transactions: Transactions, flush: "turn" | "immediate"): CommitQueue {
  let waiting: Call[] = [];
  let waitingEntries = 0;
  let isScheduled = false;

  function commit(entries: readonly Entry[]): Promise<readonly Outcome[]> {
    try {
      checkEntries(entries);
      if (waitingEntries + entries.length > queueLimits.waitingEntriesMax) throw busy();
    } catch (error) {
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      waiting.push({ entries, resolve, reject });
      waitingEntries += entries.length;
      if (flush === "immediate") drain();
      else schedule();
    });
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      flushSome();
      if (waiting.length > 0) schedule();
    });
  }

  function drain(): void {
    while (waiting.length > 0) flushSome();
  }

  function flushSome(): void {
    const calls = takeSome();
    if (calls.length === 0) return;
    const results = transactions.run(calls.map(({ entries }) => entries));
    calls.forEach((call, i) => {
      settle(call, results[i]);
    });
  }

  function takeSome(): readonly Call[] {
    let count = 0;
    let entries = 0;
    while (count < waiting.length && entries < queueLimits.flushEntriesMax) {
      entries += waiting[count]?.entries.length ?? 0;
      count += 1;
    }
    waitingEntries -= entries;
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return taken;
  }

  return { commit, drain };
}

interface Call {
  readonly entries: readonly Entry[];
  readonly resolve: (outcomes: readonly Outcome[]) => void;
  readonly reject: (error: Error) => void;
}

function settle(call: Call, result: CallResult | undefined): void {
  if (result instanceof Error) call.reject(result);
  else call.resolve(result ?? []);
}

function busy(): Error {
  return storeError("STORE_BUSY", `${queueLimits.waitingEntriesMax} entries wait already; try again later`);
}
