import { stat } from "node:fs/promises";
import { type Cancel, type Clock, epochMs } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { watchFolder } from "./folder-watch.ts";

/** A flood of lines is told of at most this often. */
const QUIET_MS = 50;

export interface OutputWatch {
  readonly tell: () => void;
  readonly stop: () => void;
}

/** Tells that output may have grown: at once where the host tells us, else when the sizes differ at a poll. */
export function watchOutput(options: {
  readonly clock: Clock;
  readonly paths: AttemptPaths;
  readonly pollMs: number;
  readonly changed: () => void;
}): OutputWatch {
  const { clock, paths, pollMs } = options;
  let isStopped = false;
  let quiet: Cancel | undefined;
  let polling: Cancel | undefined;
  let stopWatching: (() => void) | undefined;
  let sizes = "-1,-1";

  const tell = (): void => {
    if (isStopped || quiet !== undefined) return;
    quiet = clock.setTimer(epochMs(clock.now() + QUIET_MS), () => {
      quiet = undefined;
      if (!isStopped) options.changed();
    });
  };
  const poll = async (): Promise<void> => {
    const found = await Promise.all([sizeOf(paths.stdout), sizeOf(paths.stderr)]);
    if (isStopped) return;
    if (found.join() !== sizes) tell();
    // The folder may come into being after the watch was asked for.
    if (found[0] >= 0)
      stopWatching ??= watchFolder(paths.folder, (name) => {
        if (name === null || name === "stdout" || name === "stderr") tell();
      });
    sizes = found.join();
    polling = clock.setTimer(epochMs(clock.now() + pollMs), () => void poll());
  };
  void poll();
  return {
    tell,
    stop() {
      isStopped = true;
      quiet?.();
      polling?.();
      stopWatching?.();
    },
  };
}

/** -1: there is no such file. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch {
    return -1;
  }
}
