import type { Keep, KeepPolicy, Kept } from "@landbridge/server";
import { usageFailure } from "../failure.ts";

const kinds: readonly string[] = ["executions", "runs", "occurrences", "answers"] satisfies Kept[];

const unitsMs: Readonly<Record<string, number>> = { h: 3_600_000, d: 86_400_000 };

/** Younger than this something may still be asked for: what a launch was answered, a schedule's last occurrence. */
const ageMsMin = 3_600_000;

/**
 * @param texts "executions=30d", "runs=10000", "runs=all"
 * @param listed the same in one text, from the environment; `texts` come after it
 */
export function readKeep(texts: readonly string[], listed = ""): KeepPolicy {
  const policy: { [K in Kept]?: Keep } = {};
  for (const text of [...listed.split(/[\s,]+/).filter((one) => one !== ""), ...texts]) {
    const [, kind = "", limit = ""] = /^([a-z]+)=(\w+)$/.exec(text) ?? [];
    if (!isKept(kind)) throw refused(text, `it must begin with one of ${kinds.join(", ")} and "="`);
    policy[kind] = { ...policy[kind], ...readLimit(text, limit) };
  }
  return policy;
}

function isKept(kind: string): kind is Kept {
  return kinds.includes(kind);
}

function readLimit(text: string, limit: string): Keep {
  if (limit === "all") return { ageMs: undefined, count: undefined };
  const [, digits = "", unit] = /^([1-9]\d{0,8})([hd])?$/.exec(limit) ?? [];
  if (digits === "") throw refused(text, "the limit must be like 30d, 12h, 10000 or all");
  if (unit === undefined) return { count: Number(digits) };
  const ageMs = Number(digits) * (unitsMs[unit] ?? 0);
  if (ageMs < ageMsMin) throw refused(text, "an hour is the least");
  return { ageMs };
}

function refused(text: string, reason: string): Error {
  return usageFailure(`--keep ${text} (or LANDBRIDGE_KEEP) is not understood`, reason);
}
