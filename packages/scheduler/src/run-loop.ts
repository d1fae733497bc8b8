import { assert, type Clock, type EpochMs, epochMs, LandbridgeError } from "@landbridge/model";
import type { SchedulerLog, TickReport } from "./scheduler.ts";

export interface LoopParts {
  readonly clock: Clock;
  readonly log: SchedulerLog;
  readonly sleepMaxMs: number;
  readonly tick: () => Promise<TickReport>;
}

export interface Loop {
  run(): Promise<void>;
  stop(): Promise<void>;
  /** Ends the present sleep. */
  wake(): void;
}

/** `run` is a loop over `tick`, with one timer. */
export function makeLoop({ clock, log, sleepMaxMs, tick }: LoopParts): Loop {
  let running: Promise<void> | undefined;
  let isStopping = false;
  let isWoken = false;
  let endSleep: (() => void) | undefined;

  async function loop(): Promise<void> {
    while (!isStopping) {
      isWoken = false;
      const until = await tickOrWait();
      if (!isStopping && !isWoken) await sleep(until);
    }
  }

  /** Gives when to tick again. */
  async function tickOrWait(): Promise<EpochMs> {
    try {
      const { nextAt } = await tick();
      // Not longer, so that a clock that is stepped ahead is noticed.
      const longest = clock.now() + sleepMaxMs;
      return epochMs(nextAt === null ? longest : Math.min(nextAt, longest));
    } catch (error) {
      if (!isPassing(error)) throw error;
      log({ level: "error", message: "a tick failed; the schedules are read again", error });
      return epochMs(clock.now() + RETRY_MS);
    }
  }

  function sleep(until: EpochMs): Promise<void> {
    return new Promise((resolve) => {
      const cancel = clock.setTimer(until, resolve);
      endSleep = () => {
        cancel();
        resolve();
      };
    });
  }

  function wake(): void {
    isWoken = true;
    endSleep?.();
  }

  return {
    run() {
      assert(running === undefined, "the scheduler runs once at a time");
      isStopping = false;
      running = loop().finally(() => {
        running = undefined;
      });
      return running;
    },
    async stop() {
      isStopping = true;
      wake();
      // How it ended is for whoever called `run`.
      await running?.catch(() => {});
    },
    wake,
  };
}

const RETRY_MS = 1_000;

/** Whether the next tick may well succeed. */
function isPassing(error: unknown): boolean {
  return error instanceof LandbridgeError && (error.retryable || error.code === "UNKNOWN_OUTCOME");
}
