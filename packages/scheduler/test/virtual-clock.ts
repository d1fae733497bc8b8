import { type Clock, type EpochMs, epochMs } from "@landbridge/model";

/** A clock that moves only when told to; it may be set back. */
export interface VirtualClock extends Clock {
  /** Moves on, firing timers in the order in which they are due. */
  advance(byMs: number): void;
  /** Steps to an instant without firing anything, as when a machine's clock is corrected. */
  set(to: EpochMs): void;
  /** How many timers are set. */
  timers(): number;
}

interface Timer {
  readonly due: EpochMs;
  readonly fire: () => void;
}

export function virtualClock(start: EpochMs): VirtualClock {
  let now = start;
  const timers = new Set<Timer>();
  return {
    now: () => now,
    setTimer(due, fire) {
      const timer = { due, fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(byMs) {
      now = epochMs(now + byMs);
      for (const timer of [...timers].toSorted((a, b) => a.due - b.due)) {
        if (timer.due > now) break;
        timers.delete(timer);
        timer.fire();
      }
    },
    set(to) {
      now = to;
    },
    timers: () => timers.size,
  };
}
