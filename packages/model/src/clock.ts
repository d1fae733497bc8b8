import type { EpochMs } from "./brand.ts";

/** Undoes a timer; harmless when the timer has fired already. */
export type Cancel = () => void;

/**
 * The only source of time for whatever is not pure. The system's clock in production, a virtual one
 * in the simulator.
 */
export interface Clock {
  now(): EpochMs;
  /** Calls `fire` once, not before `due`. A `due` in the past fires soon, never inside the call. */
  setTimer(due: EpochMs, fire: () => void): Cancel;
}
