import type { Issue } from "@landbridge/model";
import { EXPRESSION_LENGTH_MAX, type ScheduleExpression } from "./expression.ts";
import { type IssueList, issueList, quote } from "./issue-list.ts";
import { parseAt } from "./parse-at.ts";
import { parseCron } from "./parse-cron.ts";
import { parseRate } from "./parse-rate.ts";

export type ParsedExpression =
  | { readonly expression: ScheduleExpression }
  /** Never empty, all errors; `path` is always "", the whole of the text. */
  | { readonly issues: readonly Issue[] };

/** Reads `rate(…)`, `at(…)` or `cron(…)`; never throws, whatever the text. */
export function parseExpression(text: string): ParsedExpression {
  const issues = issueList();
  const expression = parse(text, issues);
  if (expression !== undefined && issues.all.length === 0) return { expression };
  return { issues: issues.all };
}

const FORMS = "write rate(5 minutes), cron(0 8 ? * MON-FRI *) or at(2030-01-31T08:00:00)";

function parse(text: string, issues: IssueList): ScheduleExpression | undefined {
  if (text.length > EXPRESSION_LENGTH_MAX) {
    const found = `a schedule expression has at most ${EXPRESSION_LENGTH_MAX} characters, this one has ${text.length}`;
    return issues.add("EXPRESSION_TOO_LONG", found, "split it into several schedules");
  }
  const form = /^\s*([A-Za-z]+)\s*\(([^()]*)\)\s*$/.exec(text);
  const [, name, body] = form ?? [];
  if (name === undefined || body === undefined) {
    return issues.add(
      "UNKNOWN_EXPRESSION",
      `expected rate(…), cron(…) or at(…), found ${quote(text)}`,
      FORMS,
    );
  }
  switch (name) {
    case "rate":
      return parseRate(body, issues);
    case "at":
      return parseAt(body, issues);
    case "cron":
      return parseCron(body, issues);
    default:
      return issues.add("UNKNOWN_EXPRESSION", `expected rate, cron or at, found ${quote(name)}`, FORMS);
  }
}
