import { RATE_PERIOD_MS_MAX, type RateExpression, type RateUnit } from "./expression.ts";
import { type IssueList, quote } from "./issue-list.ts";
import { ratePeriodMs } from "./rate.ts";

/** `value unit`: a whole number from 1, and seconds, minutes, hours or days in the singular or plural. */
export function parseRate(body: string, issues: IssueList): RateExpression | undefined {
  const parts = body.trim().split(/\s+/);
  const [valueText = "", unitText = ""] = parts;
  if (parts.length !== 2) {
    const message = `rate(…) takes a value and a unit, found ${quote(body)}`;
    return issues.add("RATE_PARTS", message, "write rate(5 minutes)");
  }
  const value = parseValue(valueText, issues);
  const unit = parseUnit(unitText, issues);
  if (value === undefined || unit === undefined) return undefined;
  const rate: RateExpression = { kind: "rate", value, unit };
  if (ratePeriodMs(rate) <= RATE_PERIOD_MS_MAX) return rate;
  const message = `a rate is at most 36,500 days, found ${quote(body.trim())}`;
  return issues.add("RATE_TOO_LONG", message, "use at(…) for a single instant");
}

function parseValue(text: string, issues: IssueList): number | undefined {
  if (/^0*[1-9]\d{0,11}$/.test(text)) return Number(text);
  const message = `a rate's value is a whole number from 1, found ${quote(text)}`;
  return issues.add("RATE_VALUE", message, "write rate(1 hour), or a smaller unit instead of a fraction");
}

const units: Readonly<Record<string, RateUnit>> = {
  second: "second",
  seconds: "second",
  minute: "minute",
  minutes: "minute",
  hour: "hour",
  hours: "hour",
  day: "day",
  days: "day",
};

function parseUnit(text: string, issues: IssueList): RateUnit | undefined {
  const unit = Object.hasOwn(units, text) ? units[text] : undefined;
  if (unit !== undefined) return unit;
  const message = `a rate's unit is seconds, minutes, hours or days, found ${quote(text)}`;
  return issues.add("RATE_UNIT", message, "weeks and months need cron(…)");
}
