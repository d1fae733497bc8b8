import { z } from "zod";

const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400 };
const DURATION = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|d)$/;
const FORM = "expected a duration such as 30s, 5m or 2h, or a number of seconds";

/** `30s`, `5m`, `2h`, `1d`, or a number of seconds; gives seconds. */
export function durationSchema(range: { readonly minSeconds: number; readonly maxSeconds: number }) {
  return z
    .union([z.number(), z.string().regex(DURATION, FORM)], { error: FORM })
    .transform((value, context) => {
      const seconds = typeof value === "number" ? value : toSeconds(value);
      if (seconds >= range.minSeconds && seconds <= range.maxSeconds) return seconds;
      context.addIssue(`must be from ${range.minSeconds} to ${range.maxSeconds} seconds`);
      return z.NEVER;
    });
}

function toSeconds(text: string): number {
  const [, count, unit] = DURATION.exec(text) ?? [];
  return Number(count) * (unitSeconds[unit ?? ""] ?? Number.NaN);
}
