import { cronFields } from "./cron-field.ts";
import type { CronDays } from "./expression.ts";
import { type IssueList, quote } from "./issue-list.ts";
import { parseValue, parseValues } from "./parse-values.ts";

/** Day-of-month and day-of-week: exactly one of them is `?`. */
export function parseDays(dayOfMonth: string, dayOfWeek: string, issues: IssueList): CronDays | undefined {
  if (dayOfMonth === "?" && dayOfWeek === "?") {
    const message = "day-of-month and day-of-week are both ?";
    return issues.add("CRON_DAYS", message, "write * in one of them for every day");
  }
  if (dayOfMonth === "?") return parseDayOfWeek(dayOfWeek, issues);
  if (dayOfWeek === "?") return parseDayOfMonth(dayOfMonth, issues);
  issues.add(
    "CRON_DAYS",
    `one of day-of-month and day-of-week is ?, found ${quote(dayOfMonth)} and ${quote(dayOfWeek)}`,
    dayOfMonth === "*" ? "write ? for day-of-month" : "write ? for the one that has no say",
  );
  // What else is wrong in them is reported in the same go.
  parseDayOfMonth(dayOfMonth, issues);
  parseDayOfWeek(dayOfWeek, issues);
  return undefined;
}

function parseDayOfMonth(text: string, issues: IssueList): CronDays | undefined {
  const upper = text.toUpperCase();
  if (upper === "L") return { kind: "last-day" };
  if (upper === "LW") return { kind: "last-weekday" };
  if (upper.endsWith("W") && !upper.includes(",")) {
    const day = parseValue(upper.slice(0, -1), cronFields.dayOfMonth, issues);
    return day === undefined ? undefined : { kind: "nearest-weekday", day };
  }
  const values = parseValues(text, cronFields.dayOfMonth, issues);
  return values === undefined ? undefined : { kind: "days-of-month", values };
}

function parseDayOfWeek(text: string, issues: IssueList): CronDays | undefined {
  const upper = text.toUpperCase();
  // `L` alone is the last day of the week.
  if (upper === "L") return { kind: "days-of-week", values: [{ from: 7, to: 7, step: 1 }] };
  if (/^[^,-]+L$/.test(upper)) {
    const dayOfWeek = parseValue(upper.slice(0, -1), cronFields.dayOfWeek, issues);
    return dayOfWeek === undefined ? undefined : { kind: "last-of-month", dayOfWeek };
  }
  if (upper.includes("#")) return parseNth(upper, issues);
  const values = parseValues(text, cronFields.dayOfWeek, issues);
  return values === undefined ? undefined : { kind: "days-of-week", values };
}

/** "If you use a '#' character, you can define only one expression in the day-of-week field." */
function parseNth(text: string, issues: IssueList): CronDays | undefined {
  const [dayText = "", nthText = "", ...rest] = text.split("#");
  if (rest.length > 0 || text.includes(",")) {
    const message = `day-of-week: # allows one expression only, found ${quote(text)}`;
    return issues.add("CRON_NTH", message, "make a schedule of each");
  }
  const dayOfWeek = parseValue(dayText, cronFields.dayOfWeek, issues);
  if (!/^[1-5]$/.test(nthText)) {
    const message = `day-of-week: after # comes 1 to 5, found ${quote(nthText)}`;
    return issues.add("CRON_NTH", message, "3#2 is the second Tuesday of the month");
  }
  return dayOfWeek === undefined ? undefined : { kind: "nth-of-month", dayOfWeek, nth: Number(nthText) };
}
