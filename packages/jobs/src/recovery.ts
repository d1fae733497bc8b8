import { askHosts } from "./ask-hosts.ts";
import type { Definitions } from "./definitions.ts";
import type { Notifier } from "./notifier.ts";
import { decodeRun } from "./run-row.ts";
import { learn, type Shell } from "./shell.ts";

export interface Recovery {
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
    askHosts(shell().options, open.all());
  };
  return {
    ready: async () => {
      while (shell().memory.isStale || reading !== undefined) {
        reading ??= read();
        await reading;
      }
    },
  };
}

async function readOpenRuns(shell: Shell): Promise<void> {
  let after: string | undefined;
  do {
    const page = await shell.options.store.list("runs", {
      where: { partition: 0 },
      orderBy: "openSince",
      direction: "ascending",
      limit: PAGE_ROWS,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of page.rows) learn(shell, decodeRun(row));
    after = page.next;
  } while (after !== undefined);
}
