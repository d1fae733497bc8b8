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
        const begun = [...fresh];
        const isForAll = isWanted;
        isWanted = false;
        fresh.clear();
        if (isForAll) await placeAll(shell());
        else for (const id of begun) await placeOne(shell(), shell().open.get(id));
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
async function placeAll(shell: Shell): Promise<void> {
  const hopeless = new Set<string>();
  for (;;) {
    const run = shell.open.nextPlacing(hopeless);
    if (run === undefined || shell.memory.isClosed) return;
    // One that waits still is the first of its line again.
    if (!(await placeOne(shell, run)) || shell.open.get(run.id)?.isPlacing === true)
      hopeless.add(run.wishKey);
  }
}

/** False: no host fits. */
async function placeOne(shell: Shell, run: OpenRun | undefined): Promise<boolean> {
  if (run?.isPlacing !== true || look(shell, run.wish).kind === "none") return false;
  await changeRun(shell, run.id, (record) =>
    record.phase.kind === "placing" ? orderNext(record, placeFacts(shell)) : undefined,
  );
  return true;
}
