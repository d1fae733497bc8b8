import type { EpochMs } from "@landbridge/model";
import { type EntryPart, joinParts } from "@landbridge/store";
import { type Context, commitParts } from "./context.ts";
import { deadLetterWrites } from "./dead-letter-row.ts";
import type { Passed } from "./decide.ts";
import { type Occurrence, occurrencePart } from "./occurrence-row.ts";
import type { Schedule } from "./schedule-row.ts";

/** The occurrences of one timetable that are not launched, oldest first. */
export interface PassedOf {
  readonly schedule: Schedule;
  readonly timetable: string;
  readonly passed: readonly Passed[];
}

/**
 * Commits them: one entry a timetable, so that either all are there or none, and the newest row can serve as
 * the cursor (S2).
 */
export async function recordPassed(context: Context, all: readonly PassedOf[], now: EpochMs): Promise<void> {
  const some = all.filter(({ passed }) => passed.length > 0);
  if (some.length === 0) return;
  const rows = some.map((of) => of.passed.map((passed) => passedRow(of, passed, now)));
  const outcomes = await commitParts(context, rows.map(joinParts));
  for (const [index, outcome] of outcomes.entries()) {
    if (!outcome.ok) await recordOneByOne(context, rows[index] ?? []);
  }
}

/** One of them has a row already (the clock was ahead once, say): that one is accounted for; the rest follow in order. */
async function recordOneByOne(context: Context, parts: readonly EntryPart[]): Promise<void> {
  for (const part of parts) await commitParts(context, [part]);
}

function passedRow({ schedule, timetable }: PassedOf, passed: Passed, now: EpochMs): EntryPart {
  const { name, definition } = schedule;
  const row: Occurrence = { schedule: name, ...passed, target: definition.target, decidedAt: now, timetable };
  const part = occurrencePart(row);
  return { ...part, writes: [...part.writes, ...deadLetterWrites(definition, row)] };
}
