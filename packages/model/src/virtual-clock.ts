import { type EpochMs, epochMs } from "./brand.ts";
import type { Clock } from "./clock.ts";

/** Time that stands still until it is moved: for tests and the simulator. */
export interface VirtualClock extends Clock {
  /** When the next timer is due; `undefined`: there is none. */
  readonly earliest: EpochMs | undefined;
  /** Moves to the earliest timer and fires it, and it alone; `false`: there is none. */
  fireNext(): boolean;
  /** Moves time without firing anything: a step of the clock, back too, or a sleep of the machine. */
  jump(byMs: number): void;
}

interface Timer {
  readonly due: EpochMs;
  readonly order: number;
  readonly fire: () => void;
}

/** Timers that are due at once fire in the order in which they were set. */
export function createVirtualClock(start: EpochMs = epochMs(1_700_000_000_000)): VirtualClock {
  let now = start;
  let order = 0;
  const timers = new Set<Timer>();
  const earliest = (): Timer | undefined => {
    let first: Timer | undefined;
    for (const timer of timers) if (first === undefined || isBefore(timer, first)) first = timer;
    return first;
  };
  return {
    now: () => now,
    setTimer(due, fire) {
      order += 1;
      const timer = { due, order, fire };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    get earliest() {
      return earliest()?.due;
    },
    fireNext() {
      const timer = earliest();
      if (timer === undefined) return false;
      timers.delete(timer);
      now = epochMs(Math.max(now, timer.due));
      timer.fire();
      return true;
    },
    jump(byMs) {
      now = epochMs(now + byMs);
    },
  };
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.due < b.due || (a.due === b.due && a.order < b.order);
}
