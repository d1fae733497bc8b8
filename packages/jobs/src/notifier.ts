import { epochMs, type RunId } from "@landbridge/model";
import { isStoreError } from "@landbridge/store";
import { isLookedAfterHere } from "./holdings.ts";
import type { JobsOptions } from "./jobs.ts";
import type { JobsLimits } from "./limits.ts";
import { decodeRun, runAtVersion, updateRun } from "./run-row.ts";

// Tells `settled` of every run that ended (J5). The row's `notifyDue` is the truth: set in the entry that
// records the outcome, taken away after `settled` has resolved. Memory holds ids only.

export interface Notifier {
  notify(run: RunId): void;
  /** Everything whose `notifyDue` is set; after a restart. */
  readDue(): Promise<void>;
  close(): void;
}

const PAGE_ROWS = 1_000;

export function createNotifier(options: JobsOptions, limits: JobsLimits): Notifier {
  /** Waiting for their turn, under way, or waiting to be told again; each once. */
  const known = new Set<RunId>();
  const queue: RunId[] = [];
  const cancels = new Set<() => void>();
  const failures = new Map<RunId, number>();
  let underWay = 0;
  let isClosed = false;

  const notify = (run: RunId): void => {
    if (isClosed || known.has(run)) return;
    known.add(run);
    queue.push(run);
    pump();
  };
  const pump = (): void => {
    while (underWay < limits.notifyConcurrency && !isClosed) {
      const run = queue.shift();
      if (run === undefined) return;
      underWay += 1;
      void deliver(run);
    }
  };
  const deliver = async (run: RunId): Promise<void> => {
    try {
      await tell(options, run);
      known.delete(run);
      failures.delete(run);
    } catch (error) {
      failed(run, error);
    } finally {
      underWay -= 1;
      pump();
    }
  };
  const failed = (run: RunId, error: unknown): void => {
    const count = (failures.get(run) ?? 0) + 1;
    const delayMs = Math.min(limits.notifyRetryMs * 2 ** (count - 1), limits.notifyRetryMsMax);
    const message = `the outcome could not be passed on, time ${count}; again in ${delayMs} ms`;
    options.log({ level: "warn", message, run, error });
    if (isClosed || isStoreError(error, "FENCED") || isStoreError(error, "STORE_CLOSED")) return;
    failures.set(run, count);
    const cancel = options.clock.setTimer(epochMs(options.clock.now() + delayMs), () => {
      cancels.delete(cancel);
      queue.push(run);
      pump();
    });
    cancels.add(cancel);
  };

  return {
    notify,
    readDue: async () => {
      let after: string | undefined;
      do {
        const page = await options.store.list("runs", {
          orderBy: "notifyDue",
          direction: "ascending",
          limit: PAGE_ROWS,
          ...(after === undefined ? {} : { after }),
        });
        for (const row of page.rows) {
          const { id } = decodeRun(row).record.run;
          if (isLookedAfterHere(options.holdings, id)) notify(id);
        }
        after = page.next;
      } while (after !== undefined);
    },
    close: () => {
      isClosed = true;
      for (const cancel of cancels) cancel();
    },
  };
}

async function tell({ store, partition, epoch, settled }: JobsOptions, run: RunId): Promise<void> {
  const row = await store.get("runs", run);
  if (row === undefined || row.columns.notifyDue === null) return;
  const stored = decodeRun(row);
  await settled(stored.record.run);
  const entry = { guards: [runAtVersion(stored)], writes: [updateRun(stored.record, null)] };
  // A guard that fails: someone else has told it meanwhile, as nothing else changes a run that is over.
  await store.commit([{ partition, epoch: epoch(), ...entry }]);
}
