import { cronFields } from "./cron-field.ts";
import type { CronExpression } from "./expression.ts";
import { type IssueList, quote } from "./issue-list.ts";
import { parseDays } from "./parse-days.ts";
import { parseValues } from "./parse-values.ts";

/** `minutes hours day-of-month month day-of-week year`. */
export function parseCron(body: string, issues: IssueList): CronExpression | undefined {
  const parts = body.trim().split(/\s+/);
  const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = ""] = parts;
  if (parts.length !== 6) return addFieldCount(body, parts, issues);
  const minutes = parseValues(minute, cronFields.minutes, issues);
  const hours = parseValues(hour, cronFields.hours, issues);
  const days = parseDays(dayOfMonth, dayOfWeek, issues);
  const months = parseValues(month, cronFields.month, issues);
  const years = parseValues(year, cronFields.year, issues);
  if (!minutes || !hours || !days || !months || !years) return undefined;
  return { kind: "cron", minutes, hours, days, months, years };
}

function addFieldCount(body: string, parts: readonly string[], issues: IssueList): undefined {
  const count = body.trim() === "" ? 0 : parts.length;
  return issues.add(
    "CRON_FIELD_COUNT",
    `cron(…) takes 6 fields (minutes hours day-of-month month day-of-week year), found ${count} in ${quote(body)}`,
    count === 5 ? "the year is missing: add * at the end, and write ? for one of the two days" : undefined,
  );
}
