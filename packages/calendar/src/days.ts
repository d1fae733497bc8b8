import { type CronDays, type CronValues } from "./expression.ts";
import { hasValue } from "./values.ts";

/** Days of one month that match, ascending. */
export function matchingDays(days: CronDays, year: number, month: number): readonly number[] {
  const last = daysInMonth(year, month);
  switch (days.kind) {
    case "days-of-month":
      return daysWhere(last, (day) => hasValue(days.values, day));
    case "last-day":
      return [last];
    case "last-weekday":
      return [nearestWeekday(year, month, last)];
    case "nearest-weekday":
      // A month without that day is passed over, as it is for the plain day.
      return days.day > last ? [] : [nearestWeekday(year, month, days.day)];
    case "days-of-week":
      return daysOfWeekIn(days.values, year, month, last);
    case "last-of-month":
      return [last - ((dayOfWeek(year, month, last) - days.dayOfWeek + 7) % 7)];
    case "nth-of-month":
      return nthOfMonth(days.dayOfWeek, days.nth, year, month).filter((day) => day <= last);
  }
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

// Days since the first of March at which each month begins, February being the last of the year.
const DAYS_BEFORE_MONTH = [306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275];

/** 1 (Sunday) to 7 (Saturday), in the Gregorian calendar. */
function dayOfWeek(year: number, month: number, day: number): number {
  // The year begins in March here, so that the leap day is its last.
  const y = month > 2 ? year : year - 1;
  const leapDays = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  const days = y * 365 + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + day - 1;
  // 0000-03-01 was a Wednesday.
  return ((days + 3) % 7) + 1;
}

/** It never leaves the month: Saturday the 1st gives Monday the 3rd. */
function nearestWeekday(year: number, month: number, day: number): number {
  const weekday = dayOfWeek(year, month, day);
  if (weekday === SATURDAY) return day > 1 ? day - 1 : day + 2;
  if (weekday === SUNDAY) return day < daysInMonth(year, month) ? day + 1 : day - 2;
  return day;
}

const SUNDAY = 1;
const SATURDAY = 7;

function daysOfWeekIn(values: CronValues, year: number, month: number, last: number): readonly number[] {
  const first = dayOfWeek(year, month, 1);
  return daysWhere(last, (day) => hasValue(values, ((first - 1 + day - 1) % 7) + 1));
}

function nthOfMonth(weekday: number, nth: number, year: number, month: number): readonly number[] {
  const first = 1 + ((weekday - dayOfWeek(year, month, 1) + 7) % 7);
  return [first + (nth - 1) * 7];
}

function daysWhere(last: number, isMatch: (day: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let day = 1; day <= last; day += 1) if (isMatch(day)) found.push(day);
  return found;
}
