import type { RunId } from "@landbridge/model";
import { askHosts } from "./ask-hosts.ts";
import type { Definitions } from "./definitions.ts";
import { isLookedAfterHere } from "./holdings.ts";
import type { Notifier } from "./notifier.ts";
import type { OpenRun } from "./open-runs.ts";
import { decodeRun } from "./run-row.ts";
import { learn, type Shell } from "./shell.ts";

export interface Recovery {
  /** Reads what is open beside what is known, for what other nodes have changed. */
  refresh(): Promise<void>;
  /** Reads memory anew if it is stale; everybody who asks meanwhile waits for the same reading. */
  ready(): Promise<void>;
}

const PAGE_ROWS = 1_000;

/** Open runs only: what is over is of no concern to a restart, but for those nobody was told of. */
export function createRecovery(shell: () => Shell, definitions: Definitions, notifier: Notifier): Recovery {
  let reading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    const { open, memory } = shell();
    // Before the reading, not after it: what goes stale meanwhile asks for another one.
    memory.isStale = false;
    open.beginReading();
    try {
      await definitions.reload();
      await readOpenRuns(shell());
      await notifier.readDue();
    } catch (error) {
      memory.isStale = true;
      throw error;
    } finally {
      open.endReading();
      reading = undefined;
    }
    askHosts(shell().options, lookedAfterHere(shell(), open.all()));
  };
  return {
    ready: async () => {
      while (shell().memory.isStale || reading !== undefined) {
        reading ??= read();
        await reading;
      }
    },
    refresh: async () => {
      if (shell().memory.isStale || reading !== undefined) return;
      const { open, options } = shell();
      const begunAt = options.clock.now();
      const present = await readOpenRuns(shell());
      await notifier.readDue();
      if (reading !== undefined) return;
      for (const { id, since } of [...open.all()]) {
        // Known from before the reading, and not found by it: over by now.
        if (since < begunAt && !present.has(id)) shell().forget(id);
      }
    },
  };
}

export function lookedAfterHere({ options }: Shell, runs: Iterable<OpenRun>): OpenRun[] {
  return [...runs].filter(({ id }) => isLookedAfterHere(options.holdings, id));
}

async function readOpenRuns(shell: Shell): Promise<ReadonlySet<RunId>> {
  const present = new Set<RunId>();
  let after: string | undefined;
  do {
    const page = await shell.options.store.list("runs", {
      orderBy: "openSince",
      direction: "ascending",
      limit: PAGE_ROWS,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of page.rows) {
      const stored = decodeRun(row);
      present.add(stored.record.run.id);
      learn(shell, stored);
    }
    after = page.next;
  } while (after !== undefined);
  return present;
}
