import { type EpochMs, epochMs } from "./brand.ts";

/** Undoes a timer; harmless when the timer has fired already. */
export type Cancel = () => void;

/**
 * The only source of time for whatever is not pure. The system's clock in production, a virtual one
 * in the simulator.
 */
export interface Clock {
  now(): EpochMs;
  /**
   * Calls `fire` once, not before `due`, unless the clock is set meanwhile: what was to be waited for is waited
   * for, so `fire` looks at the clock itself. A `due` in the past fires soon, never inside the call.
   */
  setTimer(due: EpochMs, fire: () => void): Cancel;
}

/** Resolves once the time has passed. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimer(epochMs(clock.now() + ms), resolve);
  });
}
