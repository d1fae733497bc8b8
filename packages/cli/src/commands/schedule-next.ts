import {
  describeExpression,
  isValidTimezone,
  occurrencesBetween,
  parseExpression,
  type ScheduleExpression,
} from "@landbridge/calendar";
import { type EpochMs, epochMs } from "@landbridge/model";
import { type ExitStatus, Failure, usageFailure } from "../failure.ts";
import { cliLimits } from "../limits.ts";
import { humanDistance } from "../output/duration.ts";
import type { Options } from "../program/options.ts";
import type { Invocation } from "../program/spec.ts";
import type { Output } from "../terminal.ts";

const DEFAULT_COUNT = 5;

export async function run({ parameters: [text = ""], options, terminal }: Invocation): Promise<ExitStatus> {
  const timezone = readTimezone(options);
  const expression = readExpression(text);
  const from = readFrom(options.text("from"), timezone);
  const limit = options.whole("count", { min: 1, max: cliLimits.occurrencesMax }) ?? DEFAULT_COUNT;
  const upTo = epochMs(Number.MAX_SAFE_INTEGER);
  const times = occurrencesBetween(expression, { timezone, anchor: from, after: from, upTo, limit });
  const found = times.map((at) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone));
  const description = describeExpression(expression, timezone);
  if (options.flag("json")) {
    const occurrences = found.map((at) => ({ due: toIso(at), local: toLocal(at) }));
    const fromText = toIso(Temporal.Instant.fromEpochMilliseconds(from));
    terminal.out.write(
      `${JSON.stringify({ expression: text, timezone, description, from: fromText, occurrences })}\n`,
    );
    return 0;
  }
  printOccurrences(terminal.out, { description, found, from });
  return 0;
}

export function readTimezone(options: Options): string {
  const timezone = options.text("timezone") ?? "UTC";
  if (isValidTimezone(timezone)) return timezone;
  throw usageFailure(`"${timezone}" is not an IANA time zone`, "write it like Europe/Berlin or UTC");
}

export function readExpression(text: string): ScheduleExpression {
  const parsed = parseExpression(text);
  if ("expression" in parsed) return parsed.expression;
  throw new Failure(`"${text}" is not a schedule expression`, { status: 2, issues: parsed.issues });
}

/** An instant when it has an offset, else the wall clock of the zone. */
function readFrom(text: string | undefined, timezone: string): EpochMs {
  if (text === undefined) return epochMs(Date.now());
  try {
    const hasOffset = /(?:[zZ]|[+-]\d{2}:?\d{2})(?:\[.*\])?$/.test(text) && /\d[tT ]\d/.test(text);
    const instant = hasOffset
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(timezone).toInstant();
    return epochMs(instant.epochMilliseconds);
  } catch {
    throw usageFailure(
      `--from is not a time: "${text}"`,
      "write it like 2030-01-31, 2030-01-31T08:00 or 2030-01-31T08:00:00+01:00",
    );
  }
}

interface Found {
  readonly description: string;
  readonly found: readonly Temporal.ZonedDateTime[];
  readonly from: EpochMs;
}

function printOccurrences(out: Output, { description, found, from }: Found): void {
  const { bold, dim } = out.colours;
  out.write(`${bold(description)}\n`);
  if (found.length === 0) out.write(`${dim("never again")}\n`);
  for (const at of found)
    out.write(`${weekday(at)} ${toLocal(at)}  ${dim(humanDistance(from, at.epochMilliseconds))}\n`);
}

const weekdays = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

function weekday(at: Temporal.ZonedDateTime): string {
  return weekdays[at.dayOfWeek] ?? "";
}

function toLocal(at: Temporal.ZonedDateTime): string {
  const time = at.toPlainTime().toString({ smallestUnit: "second" });
  return `${at.toPlainDate().toString()} ${time} ${at.offset}`;
}

function toIso(at: Temporal.ZonedDateTime | Temporal.Instant): string {
  const instant = at instanceof Temporal.Instant ? at : at.toInstant();
  return instant.toString({ smallestUnit: "millisecond" });
}
