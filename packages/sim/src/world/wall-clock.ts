import { type Cancel, type Clock, type EpochMs, epochMs } from "@landbridge/model";
import type { VirtualClock } from "@landbridge/model/virtual-clock";

/**
 * What the clock on the wall shows while true time passes: it may be set forwards and back, and run fast or
 * slow. As with a real one, a step does not move the timers that are set already; none fires before its
 * time by this clock, though.
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
      let cancel: Cancel = () => undefined;
      const arm = (): void => {
        const waitMs = Math.max(0, Math.ceil((due - show()) / rate));
        cancel = truth.setTimer(epochMs(truth.now() + waitMs), () => (now() < due ? arm() : fire()));
      };
      arm();
      return () => cancel();
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
