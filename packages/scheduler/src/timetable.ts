import {
  countOccurrences,
  nextOccurrence,
  occurrencesBetween,
  previousOccurrence,
  type ScheduleExpression,
} from "@landbridge/calendar";
import { type EpochMs, epochMs } from "@landbridge/model";

/**
 * One expression of a schedule, for as long as it held: what is due after `since`, up to `until`. A change
 * of expression, time zone or state begins a new timetable, and what the old one owes is still settled.
 */
export interface Timetable {
  /** Tells it from every other timetable of a schedule of this name, before and after. */
  readonly id: string;
  /** Null: the schedule was disabled, and nothing is due. */
  readonly expression: ScheduleExpression | null;
  readonly timezone: string;
  /** The first occurrence of a rate. */
  readonly anchor: EpochMs;
  /** Exclusive. */
  readonly since: EpochMs;
  /** Inclusive; null: it still holds. */
  readonly until: EpochMs | null;
  /** Nothing is due after it, though the timetable may hold on; null: for ever. */
  readonly end: EpochMs | null;
}

/** After `after`, up to and including `upTo`. */
export interface Span {
  readonly after: EpochMs;
  readonly upTo: EpochMs;
}

export function nextDue(timetable: Timetable, after: EpochMs): EpochMs | null {
  if (timetable.expression === null) return null;
  return nextOccurrence(timetable.expression, {
    ...timingOf(timetable),
    after: latest(after, timetable.since),
  });
}

/** The newest one in the span; null: there is none. */
export function newestDue(timetable: Timetable, span: Span): EpochMs | null {
  if (timetable.expression === null) return null;
  const before = epochMs(span.upTo + 1);
  const due = previousOccurrence(timetable.expression, { ...timingOf(timetable), before });
  return due === null || due <= latest(span.after, timetable.since) ? null : due;
}

export function countDue(timetable: Timetable, span: Span): number {
  if (timetable.expression === null) return 0;
  const after = latest(span.after, timetable.since);
  if (span.upTo <= after) return 0;
  return countOccurrences(timetable.expression, { ...timingOf(timetable), after, upTo: span.upTo });
}

/** Oldest first, at most `limit`. */
export function listDue(timetable: Timetable, span: Span & { readonly limit: number }): readonly EpochMs[] {
  if (timetable.expression === null) return [];
  const after = latest(span.after, timetable.since);
  return occurrencesBetween(timetable.expression, { ...timingOf(timetable), ...span, after });
}

function timingOf({ timezone, anchor, until, end }: Timetable) {
  const last = until === null || (end !== null && end < until) ? end : until;
  return last === null ? { timezone, anchor } : { timezone, anchor, end: last };
}

export function latest(a: EpochMs, b: EpochMs): EpochMs {
  return a > b ? a : b;
}
