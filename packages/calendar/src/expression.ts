import type { EpochMs } from "@landbridge/model";

// The schedule expressions of Amazon EventBridge Scheduler.
// Source: EventBridge Scheduler User Guide, "Schedule types in EventBridge Scheduler".

export type ScheduleExpression = RateExpression | AtExpression | CronExpression;

/** Elapsed time, whatever the wall clock does: a day is 24 hours. */
export interface RateExpression {
  readonly kind: "rate";
  /** From 1; the whole period is at most RATE_PERIOD_MS_MAX. */
  readonly value: number;
  readonly unit: RateUnit;
}

/**
 * EventBridge Scheduler knows minutes, hours and days. `second` is ours, for the ground alone: a
 * definition that uses it does not run on AWS unchanged, and a comparison with AWS has to say so.
 */
export const rateUnits = ["second", "minute", "hour", "day"] as const;
export type RateUnit = (typeof rateUnits)[number];

/** One instant, written as the wall clock of the schedule's time zone shows it. */
export interface AtExpression {
  readonly kind: "at";
  readonly wall: WallTime;
}

export interface CronExpression {
  readonly kind: "cron";
  /** 0 to 59. */
  readonly minutes: CronValues;
  /** 0 to 23. */
  readonly hours: CronValues;
  /** Exactly one of day-of-month and day-of-week has a say; the other one is written `?`. */
  readonly days: CronDays;
  /** 1 to 12. */
  readonly months: CronValues;
  /** YEAR_MIN to YEAR_MAX. */
  readonly years: CronValues;
}

/** Never empty; a value matches when one of the ranges has it. */
export type CronValues = readonly CronRange[];

/** `from`, `from + step`, … up to `to`. A single value has `to` = `from` and step 1. */
export interface CronRange {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export type CronDays =
  /** 1 to 31. A month that lacks the day is passed over. */
  | { readonly kind: "days-of-month"; readonly values: CronValues }
  /** `L` */
  | { readonly kind: "last-day" }
  /** `LW`: the last day from Monday to Friday. */
  | { readonly kind: "last-weekday" }
  /** `15W`: the day from Monday to Friday nearest to that day, in the same month. */
  | { readonly kind: "nearest-weekday"; readonly day: number }
  /** 1 (Sunday) to 7 (Saturday). */
  | { readonly kind: "days-of-week"; readonly values: CronValues }
  /** `6L`: the last Friday of the month. */
  | { readonly kind: "last-of-month"; readonly dayOfWeek: number }
  /** `3#2`: the second Tuesday of the month; `nth` is 1 to 5. */
  | { readonly kind: "nth-of-month"; readonly dayOfWeek: number; readonly nth: number };

/** What a wall clock and a calendar on the wall show. */
export interface WallTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** Where and within which bounds an expression is evaluated. */
export interface Timing {
  /** IANA name. */
  readonly timezone: string;
  /** The first occurrence of a rate; the rest follow in whole periods. Default: 1970-01-01T00:00:00Z. */
  readonly anchor?: EpochMs;
  /** The last instant at which an occurrence may be; inclusive. */
  readonly end?: EpochMs;
}

/** Source: EventBridge Scheduler API Reference, "CreateSchedule", `ScheduleExpression`. */
export const EXPRESSION_LENGTH_MAX = 256;

/** Source: EventBridge User Guide, "Cron expressions reference", the range of Year. */
export const YEAR_MIN = 1970;
export const YEAR_MAX = 2199;

/** 2200-01-02T00:00:00Z: a day past the last year, so that the year is whole in every zone. */
export const LAST_INSTANT_MS = 7_258_204_800_000;

/** About a hundred years; a longer rate is a slip of the pen. */
export const RATE_PERIOD_MS_MAX = 36_500 * 86_400_000;
