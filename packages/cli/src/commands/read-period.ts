import { usageFailure } from "../failure.ts";
import type { Options } from "../program/options.ts";

const unitMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000 };

/** "30d", "12h", "15m" in milliseconds; undefined: it is none. */
function periodMs(text: string): number | undefined {
  const [, count, unit = ""] = /^(\d{1,6})([dhm])$/.exec(text) ?? [];
  const each = unitMs[unit];
  return count === undefined || each === undefined ? undefined : Number(count) * each;
}

export function readPeriodSeconds(option: string, text: string): number {
  const ms = periodMs(text);
  if (ms !== undefined) return ms / 1_000;
  throw usageFailure(`--${option} is not a length of time: "${text}"`, "write it like 7d, 24h or 30m");
}

/** A length of time from now, or an instant. */
export function readMoment(option: string, text: string): string {
  return momentOf(option, text, 1);
}

/** A length of time before now, or an instant. */
export function readPast(options: Options, option: string): string | undefined {
  const text = options.text(option);
  return text === undefined ? undefined : momentOf(option, text, -1);
}

function momentOf(option: string, text: string, direction: 1 | -1): string {
  const ms = periodMs(text);
  if (ms !== undefined) return new Date(Date.now() + direction * ms).toISOString();
  try {
    return Temporal.Instant.from(text).toString({ smallestUnit: "millisecond" });
  } catch {
    throw usageFailure(
      `--${option} is not a time: "${text}"`,
      "write it like 90d, 12h or 2030-01-31T00:00:00Z",
    );
  }
}
