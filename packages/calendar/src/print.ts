import { type CronField, cronFields } from "./cron-field.ts";
import type {
  CronDays,
  CronExpression,
  CronRange,
  CronValues,
  RateExpression,
  ScheduleExpression,
  WallTime,
} from "./expression.ts";

/** The canonical text: what it parses to is the same expression. */
export function printExpression(expression: ScheduleExpression): string {
  switch (expression.kind) {
    case "rate":
      return `rate(${printRate(expression)})`;
    case "at":
      return `at(${printWallTime(expression.wall)})`;
    case "cron":
      return `cron(${printCron(expression)})`;
  }
}

function printRate({ value, unit }: RateExpression): string {
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}

function printWallTime({ year, month, day, hour, minute, second }: WallTime): string {
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
}

export function two(value: number): string {
  return String(value).padStart(2, "0");
}

function printCron(cron: CronExpression): string {
  const [dayOfMonth, dayOfWeek] = printDays(cron.days);
  return [
    printValues(cron.minutes, cronFields.minutes),
    printValues(cron.hours, cronFields.hours),
    dayOfMonth,
    printValues(cron.months, cronFields.month),
    dayOfWeek,
    printValues(cron.years, cronFields.year),
  ].join(" ");
}

function printDays(days: CronDays): readonly [string, string] {
  switch (days.kind) {
    case "days-of-month":
      return [printValues(days.values, cronFields.dayOfMonth), "?"];
    case "last-day":
      return ["L", "?"];
    case "last-weekday":
      return ["LW", "?"];
    case "nearest-weekday":
      return [`${days.day}W`, "?"];
    case "days-of-week":
      return ["?", printValues(days.values, cronFields.dayOfWeek)];
    case "last-of-month":
      return ["?", `${days.dayOfWeek}L`];
    case "nth-of-month":
      return ["?", `${days.dayOfWeek}#${days.nth}`];
  }
}

function printValues(values: CronValues, field: CronField): string {
  return values.map((range) => printRange(range, field)).join(",");
}

function printRange({ from, to, step }: CronRange, field: CronField): string {
  if (step === 1 && from === field.min && to === field.max) return "*";
  if (from === to) return printValue(from, field);
  if (step === 1) return `${printValue(from, field)}-${printValue(to, field)}`;
  // A step that goes on to the field's end needs no end written.
  return to + step > field.max ? `${from === field.min ? "*" : from}/${step}` : `${from}-${to}/${step}`;
}

function printValue(value: number, field: CronField): string {
  return field.names[value - field.min] ?? String(value);
}
