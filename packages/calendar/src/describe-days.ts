import { cronFields } from "./cron-field.ts";
import { isAll, joinWords, listOf, valuesOf } from "./describe-values.ts";
import type { CronDays, CronValues } from "./expression.ts";

export const EVERY_DAY = "every day";

export function describeDays(days: CronDays): string {
  switch (days.kind) {
    case "days-of-month":
      return isAll(days.values, cronFields.dayOfMonth)
        ? EVERY_DAY
        : `on day ${listOf(days.values, cronFields.dayOfMonth)} of the month`;
    case "last-day":
      return "on the last day of the month";
    case "last-weekday":
      return "on the last weekday of the month";
    case "nearest-weekday":
      return `on the weekday nearest to day ${days.day} of the month`;
    case "days-of-week":
      return describeDaysOfWeek(days.values);
    case "last-of-month":
      return `on the last ${dayName(days.dayOfWeek)} of the month`;
    case "nth-of-month":
      return `on the ${ORDINALS[days.nth - 1] ?? ""} ${dayName(days.dayOfWeek)} of the month`;
  }
}

const ORDINALS = ["first", "second", "third", "fourth", "fifth"];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
function dayName(dayOfWeek: number): string {
  return DAYS[dayOfWeek - 1] ?? "";
}

function describeDaysOfWeek(values: CronValues): string {
  const days = valuesOf(values);
  const isWeekend = (day: number): boolean => day === 1 || day === 7;
  if (days.length === 7) return EVERY_DAY;
  if (days.length === 5 && !days.some(isWeekend)) return "every weekday";
  if (days.length === 2 && days.every(isWeekend)) return "every Saturday and Sunday";
  return `every ${joinWords(days.map(dayName))}`;
}
