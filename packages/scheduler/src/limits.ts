/** What bounds the scheduler; all of it may be set by whoever creates one. */
export interface SchedulerLimits {
  /** How late an occurrence may still be launched; one that is older is recorded as missed. */
  readonly catchUpMs: number;
  /** Missed occurrences of one schedule that get a row each; the ones before them share a row. */
  readonly missedRowsMax: number;
  /** Rows of missed occurrences in one tick; the schedules beyond that wait for the next tick. */
  readonly missedRowsPerTickMax: number;
  readonly launchesPerTickMax: number;
  /** Launches that are under way at the same time. */
  readonly launchesAtOnceMax: number;
  /** Wait after a first failed launch; doubled after each, up to the maximum. */
  readonly retryFirstMs: number;
  readonly retryMaxMs: number;
  /** The clock is looked at this often at least, so that a step of it is noticed. */
  readonly sleepMaxMs: number;
  /** How far a schedule's stored cursor may be behind. */
  readonly cursorLagMs: number;
}

export const defaultLimits: SchedulerLimits = {
  catchUpMs: 15 * 60_000,
  missedRowsMax: 100,
  missedRowsPerTickMax: 2_000,
  launchesPerTickMax: 1_000,
  launchesAtOnceMax: 64,
  retryFirstMs: 1_000,
  retryMaxMs: 60_000,
  sleepMaxMs: 10_000,
  cursorLagMs: 3_600_000,
};

/** Source: EventBridge Scheduler API Reference, "CreateSchedule", `Name`. */
export const SCHEDULE_NAME_LENGTH_MAX = 64;

/** Source: EventBridge Scheduler API Reference, "FlexibleTimeWindow". */
export const FLEXIBLE_WINDOW_MINUTES_MAX = 1_440;

/** Rows of one page read from the store. */
export const PAGE_ROWS = 1_000;

/** What `upcoming` gives at most. */
export const UPCOMING_MAX = 1_000;

/** Timetables that a schedule had before; of more changes than these without a tick between, the oldest go. */
export const PAST_TIMETABLES_MAX = 8;

/** Characters of a reason that are kept. */
export const REASON_LENGTH_MAX = 1_000;
