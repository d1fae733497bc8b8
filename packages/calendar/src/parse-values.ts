import { type CronField, rangeOf } from "./cron-field.ts";
import type { CronRange, CronValues } from "./expression.ts";
import { type IssueList, quote } from "./issue-list.ts";

/** A comma-separated list of values, ranges and steps; undefined when any of it is wrong. */
export function parseValues(text: string, field: CronField, issues: IssueList): CronValues | undefined {
  const ranges = text.split(",").map((item) => parseItem(item, field, issues));
  const good = ranges.filter((range) => range !== undefined);
  return good.length === ranges.length ? good : undefined;
}

function parseItem(item: string, field: CronField, issues: IssueList): CronRange | undefined {
  if (item === "") {
    const message = `${field.name}: a list has a value on both sides of each comma`;
    return issues.add("CRON_EMPTY_ITEM", message, "take the extra comma out");
  }
  const [rangeText = "", stepText, ...rest] = item.split("/");
  if (rest.length > 0) return issues.add("CRON_STEP", `${field.name}: at most one / in ${quote(item)}`);
  if (stepText === undefined) return parseRange(rangeText, field, issues);
  const range = parseStart(rangeText, field, issues);
  const step = parseStep(stepText, field, issues);
  return range === undefined || step === undefined ? undefined : stepped(range, step);
}

/** Written in one way only, so that what is printed reads back the same: `59/10` is 59, `10-35/10` ends at 30. */
function stepped({ from, to }: CronRange, step: number): CronRange {
  const last = from + Math.floor((to - from) / step) * step;
  if (last === from) return { from, to: from, step: 1 };
  return { from, to: step === 1 ? to : last, step };
}

function parseRange(text: string, field: CronField, issues: IssueList): CronRange | undefined {
  if (text === "*") return { from: field.min, to: field.max, step: 1 };
  const [fromText = "", toText, ...rest] = text.split("-");
  if (rest.length > 0) {
    return issues.add("CRON_VALUE", `${field.name}: a range is two values and a dash, found ${quote(text)}`);
  }
  const from = parseValue(fromText, field, issues);
  const to = toText === undefined ? from : parseValue(toText, field, issues);
  if (from === undefined || to === undefined) return undefined;
  if (from <= to) return { from, to, step: 1 };
  const hint = `write ${fromText}-${field.max},${field.min}-${toText ?? ""}`;
  const message = `${field.name}: a range runs from the smaller value to the larger, found ${quote(text)}`;
  return issues.add("CRON_RANGE_REVERSED", message, hint);
}

/** What stands before a `/`: a single value means "from there to the end". */
function parseStart(text: string, field: CronField, issues: IssueList): CronRange | undefined {
  const range = parseRange(text === "" ? "*" : text, field, issues);
  if (range === undefined || text === "*" || text.includes("-")) return range;
  return { ...range, to: field.max };
}

function parseStep(text: string, field: CronField, issues: IssueList): number | undefined {
  if (!field.hasSteps) {
    const message = `${field.name}: takes no steps, found "/${text}"`;
    return issues.add("CRON_STEP", message, "list the values, such as MON,WED,FRI");
  }
  const stepMax = field.max - field.min + 1;
  const step = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (step >= 1 && step <= stepMax) return step;
  return issues.add("CRON_STEP", `${field.name}: a step is from 1 to ${stepMax}, found ${quote(text)}`);
}

export function parseValue(text: string, field: CronField, issues: IssueList): number | undefined {
  const index = field.names.indexOf(text.toUpperCase());
  if (index >= 0) return field.min + index;
  const value = /^\d{1,4}$/.test(text) ? Number(text) : -1;
  if (value >= field.min && value <= field.max) return value;
  return issues.add(
    "CRON_VALUE",
    `${field.name}: expected ${rangeOf(field)}, found ${quote(text)}`,
    hintFor(text, field),
  );
}

function hintFor(text: string, field: CronField): string | undefined {
  if (text === "?") return "? may stand in day-of-month or day-of-week, alone; write * here";
  if (text === "0" && field.name === "day-of-week") return "Sunday is 1 here, not 0";
  if (/[LW#]/i.test(text))
    return "L and W belong to day-of-month, L and # to day-of-week, and each stands alone";
  return undefined;
}
