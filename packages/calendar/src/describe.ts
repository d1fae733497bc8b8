import { cronFields } from "./cron-field.ts";
import { describeDays, EVERY_DAY } from "./describe-days.ts";
import { isAll, joinWords, listOf, valuesOf } from "./describe-values.ts";
import type {
  CronExpression,
  CronRange,
  CronValues,
  RateExpression,
  ScheduleExpression,
} from "./expression.ts";
import { two } from "./print.ts";

/** One line in plain words: "every weekday at 08:30, Europe/Berlin". */
export function describeExpression(expression: ScheduleExpression, timezone: string): string {
  switch (expression.kind) {
    case "rate":
      return describeRate(expression);
    case "at": {
      const { year, month, day, hour, minute, second } = expression.wall;
      const time = `${two(hour)}:${two(minute)}${second === 0 ? "" : `:${two(second)}`}`;
      return `once, on ${year}-${two(month)}-${two(day)} at ${time}, ${timezone}`;
    }
    case "cron":
      return `${describeCron(expression)}, ${timezone}`;
  }
}

function describeRate({ value, unit }: RateExpression): string {
  return value === 1 ? `every ${unit}` : `every ${value} ${unit}s`;
}

function describeCron(cron: CronExpression): string {
  const parts = [describeTimes(cron), describeDays(cron.days)];
  if (!isAll(cron.months, cronFields.month)) parts.push(`in ${listOf(cron.months, cronFields.month)}`);
  if (!isAll(cron.years, cronFields.year)) parts.push(`in ${listOf(cron.years, cronFields.year)}`);
  const [times = "", days = "", ...rest] = parts;
  // "every day at 08:30" reads better than "at 08:30 every day"; with a rhythm it is the other way round.
  const start = isListOfTimes(times)
    ? `${days} ${times}`
    : `${times}${days === EVERY_DAY ? "" : `, ${days}`}`;
  return [start, ...rest].join(" ");
}

function isListOfTimes(times: string): boolean {
  return /^at \d\d:/.test(times);
}

const TIMES_SHOWN_MAX = 6;

function describeTimes({ minutes, hours }: CronExpression): string {
  const rhythm = describeMinutes(minutes);
  if (isAll(hours, cronFields.hours)) return rhythm;
  const times = valuesOf(hours).flatMap((hour) =>
    valuesOf(minutes).map((minute) => `${two(hour)}:${two(minute)}`),
  );
  if (times.length <= TIMES_SHOWN_MAX) return `at ${joinWords(times)}`;
  return `${rhythm} in hour ${listOf(hours, cronFields.hours)}`;
}

function describeMinutes(minutes: CronValues): string {
  if (isAll(minutes, cronFields.minutes)) return "every minute";
  const [first, ...rest] = minutes;
  if (first !== undefined && rest.length === 0 && isWholeHour(first)) {
    const start = first.from === 0 ? "" : ` from minute ${first.from}`;
    return `every ${first.step} minutes${start}`;
  }
  const isOnTheHour = valuesOf(minutes).join() === "0";
  if (isOnTheHour) return "every hour on the hour";
  return `at minute ${listOf(minutes, cronFields.minutes)} of every hour`;
}

/** Whether the rhythm goes on from one hour to the next without a break. */
function isWholeHour({ from, to, step }: CronRange): boolean {
  return step > 1 && 60 % step === 0 && from < step && to + step > 59;
}
