import { type Clock, type EpochMs, epochMs } from "@landbridge/model";
import type { VirtualClock } from "@landbridge/model/virtual-clock";

/**
 * What the clock on the wall shows while true time passes: it may be set forwards and back, and run fast or
 * slow. As with the system's clock, a step does not move the timers that are set already: they fire after the
 * time that they were to wait, early by a clock that was set back, and late by one that was set forwards.
 */
export interface WallClock extends Clock {
  jump(byMs: number): void;
  /** Seconds shown per true second. */
  setRate(rate: number): void;
  /** The latest instant it ever showed when somebody asked. */
  readonly latest: EpochMs;
}

export function createWallClock(truth: VirtualClock, start: EpochMs): WallClock {
  let anchor = { truth: truth.now() as number, wall: start as number };
  let rate = 1;
  let latest = start;
  const show = (): number => anchor.wall + (truth.now() - anchor.truth) * rate;
  const now = (): EpochMs => {
    const shown = epochMs(Math.floor(show()));
    if (shown > latest) latest = shown;
    return shown;
  };
  return {
    now,
    setTimer(due, fire) {
      const waitMs = Math.max(0, Math.ceil((due - show()) / rate));
      return truth.setTimer(epochMs(truth.now() + waitMs), fire);
    },
    jump(byMs) {
      anchor = { truth: truth.now(), wall: show() + byMs };
    },
    setRate(wanted) {
      anchor = { truth: truth.now(), wall: show() };
      rate = wanted;
    },
    get latest() {
      return latest;
    },
  };
}
