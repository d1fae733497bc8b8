import { setImmediate as turnEnds } from "node:timers/promises";
import { type Clock, type EpochMs, epochMs } from "@landbridge/model";

/** Time that stands still until it is moved; between two timers everything that is pending is done. */
export interface VirtualClock extends Clock {
  /** Fires what falls due within this time, in order. */
  advance(byMs: number): Promise<void>;
}

export function createVirtualClock(start = epochMs(1_700_000_000_000)): VirtualClock {
  let now: EpochMs = start;
  let order = 0;
  const timers = new Set<{ readonly due: number; readonly order: number; readonly fire: () => void }>();
  const next = () => {
    let first: typeof timers extends Set<infer T> ? T | undefined : never;
    for (const timer of timers)
      if (
        first === undefined ||
        timer.due < first.due ||
        (timer.due === first.due && timer.order < first.order)
      )
        first = timer;
    return first;
  };
  return {
    now: () => now,
    setTimer: (due, fire) => {
      order += 1;
      const timer = { due: Math.max(due, now), order, fire };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance: async (byMs) => {
      const end = now + byMs;
      await turnEnds();
      for (let timer = next(); timer !== undefined && timer.due <= end; timer = next()) {
        timers.delete(timer);
        now = epochMs(Math.max(now, timer.due));
        timer.fire();
        await turnEnds();
      }
      now = epochMs(end);
    },
  };
}
