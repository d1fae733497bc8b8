import { daysInMonth } from "./days.ts";
import { type AtExpression, YEAR_MAX, YEAR_MIN } from "./expression.ts";
import { type IssueList, quote } from "./issue-list.ts";

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/;

/** `yyyy-mm-ddThh:mm:ss`, without an offset: the schedule's time zone says which instant it is. */
export function parseAt(body: string, issues: IssueList): AtExpression | undefined {
  const text = body.trim();
  const found = PATTERN.exec(text);
  if (found === null) {
    const message = `at(…) takes yyyy-mm-ddThh:mm:ss, found ${quote(text)}`;
    const hint = /(Z|[+-]\d{2}:?\d{2})$/.test(text)
      ? "leave the offset out and set the schedule's timezone"
      : "write at(2030-01-31T08:00:00)";
    return issues.add("AT_FORMAT", message, hint);
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const before = issues.all.length;
  check(issues, { name: "year", value: year, min: YEAR_MIN, max: YEAR_MAX });
  check(issues, { name: "month", value: month, min: 1, max: 12 });
  check(issues, { name: "day", value: day, min: 1, max: daysInMonth(year, month) });
  check(issues, { name: "hour", value: hour, min: 0, max: 23 });
  check(issues, { name: "minute", value: minute, min: 0, max: 59 });
  check(issues, { name: "second", value: second, min: 0, max: 59 });
  if (issues.all.length > before) return undefined;
  return { kind: "at", wall: { year, month, day, hour, minute, second } };
}

interface Part {
  readonly name: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

function check(issues: IssueList, { name, value, min, max }: Part): void {
  if (value >= min && value <= max) return;
  issues.add("AT_RANGE", `at(…): the ${name} is from ${min} to ${max}, found ${value}`);
}
