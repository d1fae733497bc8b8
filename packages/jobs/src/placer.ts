import { changeRun } from "./change-run.ts";
import { look, placeFacts } from "./placement.ts";
import { orderNext } from "./run-life.ts";
import type { Shell } from "./shell.ts";

// Gives runs that wait for a host one, once one fits.

export interface Placer {
  /** A host came, has room, or a run began to wait: looks through those that wait, soon. */
  wake(): void;
}

export function createPlacer(shell: () => Shell): Placer {
  let isWanted = false;
  let isLooking = false;
  const lookThrough = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      while (isWanted && !shell().memory.isClosed) {
        isWanted = false;
        await placeAll(shell());
      }
    } catch (error) {
      shell().options.log({
        level: "error",
        message: "runs that wait for a host were not placed; again soon",
        error,
      });
    } finally {
      isLooking = false;
    }
  };
  return {
    wake: () => {
      if (isWanted || shell().open.placingCount === 0) return;
      isWanted = true;
      // Not within the change that woke it: that one holds its lane still.
      queueMicrotask(() => void lookThrough());
    },
  };
}

/** Where one finds no host, others with the same wish need not be tried. */
async function placeAll(shell: Shell): Promise<void> {
  const hopeless = new Map<string, string>();
  for (const { id, wish, wishKey: key } of [...shell.open.placing()]) {
    const known = hopeless.get(key);
    if (known !== undefined) continue;
    const choice = look(shell, wish);
    if (choice.kind === "none") hopeless.set(key, choice.reason);
    await changeRun(shell, id, (record) =>
      record.phase.kind === "placing" ? orderNext(record, placeFacts(shell)) : undefined,
    );
  }
}
