import { matchingDays } from "./days.ts";
import type { CronExpression, WallTime } from "./expression.ts";
import { YEAR_MAX, YEAR_MIN } from "./expression.ts";
import { valueFrom, valueUpTo } from "./values.ts";

/** A date of the calendar on the wall. */
export interface WallDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Wall times that match, from `start` on (inclusive; its seconds are ignored), in rising order. */
export function* wallTimesFrom(cron: CronExpression, start: WallTime): Generator<WallTime> {
  for (const date of datesFrom(cron, start)) {
    const isFirst = compareDates(date, start) === 0;
    for (let hour = valueFrom(cron.hours, isFirst ? start.hour : 0); hour !== null; ) {
      const isFirstHour = isFirst && hour === start.hour;
      for (let minute = valueFrom(cron.minutes, isFirstHour ? start.minute : 0); minute !== null; ) {
        yield { ...date, hour, minute, second: 0 };
        minute = valueFrom(cron.minutes, minute + 1);
      }
      hour = valueFrom(cron.hours, hour + 1);
    }
  }
}

/** Wall times that match, from `start` back (inclusive; its seconds are ignored), in falling order. */
export function* wallTimesUpTo(cron: CronExpression, start: WallTime): Generator<WallTime> {
  for (const date of datesUpTo(cron, start)) {
    const isFirst = compareDates(date, start) === 0;
    for (let hour = valueUpTo(cron.hours, isFirst ? start.hour : 23); hour !== null; ) {
      const isFirstHour = isFirst && hour === start.hour;
      for (let minute = valueUpTo(cron.minutes, isFirstHour ? start.minute : 59); minute !== null; ) {
        yield { ...date, hour, minute, second: 0 };
        minute = valueUpTo(cron.minutes, minute - 1);
      }
      hour = valueUpTo(cron.hours, hour - 1);
    }
  }
}

/** Dates that match, from `start` on. An expression that never fires costs 230 × 12 months of arithmetic. */
export function* datesFrom(cron: CronExpression, start: WallDate): Generator<WallDate> {
  for (let year = valueFrom(cron.years, Math.max(start.year, YEAR_MIN)); year !== null; ) {
    const isFirstYear = year === start.year;
    for (let month = valueFrom(cron.months, isFirstYear ? start.month : 1); month !== null; ) {
      const isFirstMonth = isFirstYear && month === start.month;
      for (const day of matchingDays(cron.days, year, month)) {
        if (!isFirstMonth || day >= start.day) yield { year, month, day };
      }
      month = valueFrom(cron.months, month + 1);
    }
    year = valueFrom(cron.years, year + 1);
  }
}

function* datesUpTo(cron: CronExpression, start: WallDate): Generator<WallDate> {
  for (let year = valueUpTo(cron.years, Math.min(start.year, YEAR_MAX)); year !== null; ) {
    const isFirstYear = year === start.year;
    for (let month = valueUpTo(cron.months, isFirstYear ? start.month : 12); month !== null; ) {
      const isFirstMonth = isFirstYear && month === start.month;
      for (const day of matchingDays(cron.days, year, month).toReversed()) {
        if (!isFirstMonth || day <= start.day) yield { year, month, day };
      }
      month = valueUpTo(cron.months, month - 1);
    }
    year = valueUpTo(cron.years, year - 1);
  }
}

/** Below 0: `a` is earlier. */
export function compareDates(a: WallDate, b: WallDate): number {
  return a.year - b.year || a.month - b.month || a.day - b.day;
}

/** Below 0: `a` is earlier; seconds are ignored. */
export function compareWallTimes(a: WallTime, b: WallTime): number {
  return compareDates(a, b) || a.hour - b.hour || a.minute - b.minute;
}
