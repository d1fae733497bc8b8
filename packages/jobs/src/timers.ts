import { type Cancel, epochMs, type HostName, type RunId } from "@landbridge/model";
import { askHosts } from "./ask-hosts.ts";
import { changeRun } from "./change-run.ts";
import type { HostFacts } from "./choose-host.ts";
import { isLookedAfterHere } from "./holdings.ts";
import type { OpenRun } from "./open-runs.ts";
import { placeFacts } from "./placement.ts";
import { orderNext } from "./run-life.ts";
import type { StoredRun } from "./run-record.ts";
import type { Shell } from "./shell.ts";

/** Whatever jobs does because time has passed: next attempts, and questions to silent hosts. */
export interface Timers {
  rest(stored: StoredRun): void;
  endRest(run: RunId): void;
  watchAwaited(): void;
  close(): void;
}

export function createTimers(shell: () => Shell): Timers {
  const rests = createRests(shell);
  const nudge = createNudge(shell);
  return {
    ...rests,
    watchAwaited: nudge.watch,
    close: () => {
      rests.endAll();
      nudge.close();
    },
  };
}

function createRests(shell: () => Shell) {
  const cancels = new Map<RunId, Cancel>();
  const arm = (run: RunId, due: number): void => {
    cancels.get(run)?.();
    cancels.set(
      run,
      shell().options.clock.setTimer(epochMs(due), () => void wake(run)),
    );
  };
  const wake = async (run: RunId): Promise<void> => {
    const { options, memory, limits } = shell();
    cancels.delete(run);
    if (memory.isClosed) return;
    // Another node's, for now: if that one dies, its partition comes here, or goes to a third.
    if (!isLookedAfterHere(options.holdings, run)) return arm(run, options.clock.now() + limits.nudgeMs);
    try {
      await changeRun(shell(), run, (record) => orderNext(record, placeFacts(shell())));
    } catch (error) {
      options.log({
        level: "error",
        message: "the next attempt could not be ordered; again soon",
        run,
        error,
      });
      if (!memory.isClosed) arm(run, options.clock.now() + limits.nudgeMs);
    }
  };
  return {
    rest: ({ record: { run, phase } }: StoredRun): void => {
      if ((phase.kind === "resting" || phase.kind === "placing") && !shell().memory.isClosed)
        arm(run.id, phase.until);
    },
    endRest: (run: RunId): void => {
      cancels.get(run)?.();
      cancels.delete(run);
    },
    endAll: (): void => {
      for (const cancel of cancels.values()) cancel();
      cancels.clear();
    },
  };
}

/** One timer for all, set only while some host owes an answer. */
function createNudge(shell: () => Shell) {
  let cancel: Cancel | undefined;
  const fire = (): void => {
    cancel = undefined;
    const { options, open, limits, memory } = shell();
    if (memory.isClosed) return;
    const awaited = [...open.all()].filter((run) => run.isAwaited);
    const all = awaited.filter(({ id }) => isLookedAfterHere(options.holdings, id));
    const before = options.clock.now() - limits.nudgeMs;
    noteAway(all.filter((run) => run.since <= before));
    askHosts(
      options,
      all.filter((run) => run.since <= before),
    );
    if (awaited.length > 0) arm();
  };
  /** A run may be ordered in the very moment in which its host is given up: nobody else would notice. */
  const noteAway = (runs: readonly OpenRun[]): void => {
    const away = new Set(shell().options.hosts.facts?.().flatMap(awayName));
    for (const host of new Set(runs.map((run) => run.host)))
      if (host !== undefined && away.has(host)) shell().hostAway(host);
  };
  const arm = (): void => {
    const { options, limits, memory } = shell();
    if (cancel !== undefined || memory.isClosed) return;
    cancel = options.clock.setTimer(epochMs(options.clock.now() + limits.nudgeMs), fire);
  };
  return { watch: arm, close: (): void => cancel?.() };
}

function awayName({ name, takesRuns }: HostFacts): readonly HostName[] {
  return takesRuns === "away" ? [name] : [];
}
