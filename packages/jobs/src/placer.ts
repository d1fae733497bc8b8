import type { RunId } from "@landbridge/model";
import { changeRun } from "./change-run.ts";
import type { OpenRun } from "./open-runs.ts";
import { look, placeFacts } from "./placement.ts";
import { orderNext } from "./run-life.ts";
import type { Shell } from "./shell.ts";

// Gives runs that wait for a host one, once one fits.

export interface Placer {
  /** A host came or has room: looks through all that wait, soon. */
  wake(): void;
  /** This run has begun to wait. */
  tryOne(run: RunId): void;
}

export function createPlacer(shell: () => Shell): Placer {
  const fresh = new Set<RunId>();
  let isWanted = false;
  let isLooking = false;
  const lookThrough = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    try {
      while ((isWanted || fresh.size > 0) && !shell().memory.isClosed) {
        const all = isWanted
          ? [...shell().open.placing()]
          : [...fresh].flatMap((id) => shell().open.get(id) ?? []);
        isWanted = false;
        fresh.clear();
        await placeEach(shell(), all);
      }
    } catch (error) {
      shell().options.log({
        level: "error",
        message: "runs that wait for a host were not placed; again when one has room",
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
    tryOne: (run) => {
      fresh.add(run);
      queueMicrotask(() => void lookThrough());
    },
  };
}

/** Where one finds no host, others with the same wish need not be tried. */
async function placeEach(shell: Shell, runs: readonly OpenRun[]): Promise<void> {
  const hopeless = new Set<string>();
  for (const { id, wish, wishKey, isPlacing } of runs) {
    if (!isPlacing || hopeless.has(wishKey)) continue;
    if (look(shell, wish).kind === "none") {
      hopeless.add(wishKey);
      continue;
    }
    await changeRun(shell, id, (record) =>
      record.phase.kind === "placing" ? orderNext(record, placeFacts(shell)) : undefined,
    );
  }
}
