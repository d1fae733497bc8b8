import { type Cancel, type Clock, type EpochMs, epochMs } from "@landbridge/model";

/** A clock that moves when it is told to, and fires what is due on the way. */
export interface FakeClock extends Clock {
  advance(byMs: number): void;
}

export function createFakeClock(start = 1_700_000_000_000): FakeClock {
  let now = start;
  const timers = new Set<{ readonly due: EpochMs; readonly fire: () => void }>();
  return {
    now: () => epochMs(now),
    setTimer(due, fire): Cancel {
      const timer = { due, fire };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    advance(byMs) {
      now += byMs;
      for (const timer of timers) {
        if (timer.due > now) continue;
        timers.delete(timer);
        timer.fire();
      }
    },
  };
}
