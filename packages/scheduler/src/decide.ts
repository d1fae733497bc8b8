import { type EpochMs, epochMs } from "@landbridge/model";
import type { OccurrenceReason, OccurrenceStatus } from "./occurrence-row.ts";
import { countDue, listDue, newestDue, nextDue, type Span, type Timetable } from "./timetable.ts";

// What becomes of the occurrences that are due: a rule, without clock or store.
//
// D1. Of all that are due, the newest is launched if it is not too late; every older one is missed. So a
//     server that comes back, or a clock that jumps ahead, gives one launch a schedule, not a storm.
// D2. Missed ones get a row each up to a limit; those before them share one row, which says how many.

/** An occurrence, or many, to be recorded and not launched. */
export interface Passed {
  readonly due: EpochMs;
  readonly status: OccurrenceStatus;
  readonly reason: OccurrenceReason;
  readonly summary?: { readonly from: EpochMs; readonly count: number };
}

export interface Decision {
  /** Oldest first; to be recorded before the launch is made. */
  readonly passed: readonly Passed[];
  readonly launch: EpochMs | null;
}

/** The newest occurrence's launch that failed, to be tried again while it is not too late. */
export interface FailedLaunch {
  readonly due: EpochMs;
  readonly attempts: number;
  readonly reason: string;
}

export interface DecisionFacts {
  readonly cursor: EpochMs;
  /** Less what a flexible window puts off. */
  readonly now: EpochMs;
  readonly failed: FailedLaunch | null;
  readonly catchUpMs: number;
  readonly missedRowsMax: number;
}

export function decide(timetable: Timetable, facts: DecisionFacts): Decision {
  const { cursor, now, catchUpMs } = facts;
  const newest = newestDue(timetable, { after: cursor, upTo: now });
  if (newest === null) return { passed: [], launch: null };
  const isLaunched = now - newest <= catchUpMs;
  const upTo = isLaunched ? epochMs(newest - 1) : newest;
  const passed = passedIn(timetable, { after: cursor, upTo }, facts.missedRowsMax, "MISSED", (due) =>
    reasonFor(due, isLaunched ? newest : null, facts),
  );
  return { passed, launch: isLaunched ? newest : null };
}

/** What a timetable owes that does not hold any longer: nothing of it is launched. */
export function settlePast(
  past: Timetable & { readonly until: EpochMs },
  facts: { readonly cursor: EpochMs; readonly isDisabled: boolean; readonly missedRowsMax: number },
): readonly Passed[] {
  const reason: OccurrenceReason = facts.isDisabled
    ? { code: "SCHEDULE_DISABLED", message: "the schedule was disabled before this occurrence was launched" }
    : { code: "SCHEDULE_CHANGED", message: "the schedule was changed before this occurrence was launched" };
  const span = { after: facts.cursor, upTo: past.until };
  return passedIn(past, span, facts.missedRowsMax, facts.isDisabled ? "SKIPPED" : "MISSED", () => reason);
}

function passedIn(
  timetable: Timetable,
  span: Span,
  rowsMax: number,
  status: OccurrenceStatus,
  reasonOf: (due: EpochMs) => OccurrenceReason,
): readonly Passed[] {
  const count = countDue(timetable, span);
  if (count === 0) return [];
  const toPassed = (due: EpochMs): Passed => ({ due, status, reason: reasonOf(due) });
  if (count <= rowsMax) return listDue(timetable, { ...span, limit: count }).map(toPassed);
  const single = newestOnes(timetable, span, rowsMax - 1);
  const upTo = epochMs((single.at(0) ?? span.upTo + 1) - 1);
  const to = newestDue(timetable, { after: span.after, upTo }) ?? upTo;
  const from = nextDue(timetable, span.after) ?? to;
  const shared: Passed = { ...toPassed(to), summary: { from, count: count - single.length } };
  return [shared, ...single.map(toPassed)];
}

/** The newest `count` in the span, oldest first. */
function newestOnes(timetable: Timetable, span: Span, count: number): readonly EpochMs[] {
  const found: EpochMs[] = [];
  let upTo = span.upTo;
  while (found.length < count) {
    const due = newestDue(timetable, { after: span.after, upTo });
    if (due === null) break;
    found.push(due);
    upTo = epochMs(due - 1);
  }
  return found.toReversed();
}

function reasonFor(due: EpochMs, launched: EpochMs | null, facts: DecisionFacts): OccurrenceReason {
  const { failed, now, catchUpMs } = facts;
  if (failed !== null && failed.due === due) {
    const times = failed.attempts === 1 ? "once" : `${failed.attempts} times`;
    const message = `the launch was tried ${times} and failed: ${failed.reason}`;
    return { code: "LAUNCH_FAILED", message, attempts: failed.attempts };
  }
  const lateSeconds = Math.round((now - due) / 1_000);
  if (launched === null || now - due > catchUpMs) {
    const message = `noticed ${lateSeconds} s late, when at most ${catchUpMs / 1_000} s are caught up`;
    return { code: "TOO_LATE", message };
  }
  const newer = Temporal.Instant.fromEpochMilliseconds(launched).toString();
  const message = `noticed ${lateSeconds} s late, when the one of ${newer} was due as well`;
  return { code: "SUPERSEDED", message };
}
