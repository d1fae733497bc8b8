import { assert, type EpochMs, epochMs } from "@landbridge/model";
import { countOfCron, nextOfCron, previousOfCron } from "./cron-occurrence.ts";
import { LAST_INSTANT_MS, type RateExpression, type ScheduleExpression, type Timing } from "./expression.ts";
import { ratePeriodMs } from "./rate.ts";
import { instantOrShifted } from "./zone.ts";

/**
 * The first occurrence later than `after`; null: there is none.
 *
 * `cron`: a wall time that daylight saving leaves out does not occur, a repeated one occurs once, at its
 * first showing. `rate`: `anchor`, and every period of elapsed time after it. `at`: once; a time that is
 * left out is moved on by as much as the clock was (02:30 becomes 03:30), since a one-time schedule
 * has no next time; of a repeated time the first showing counts. AWS says nothing about these two.
 */
export function nextOccurrence(
  expression: ScheduleExpression,
  timing: Timing & { readonly after: EpochMs },
): EpochMs | null {
  const next = nextUnbounded(expression, timing, clamp(timing.after));
  return next === null || next > lastInstant(timing) ? null : next;
}

/** The last occurrence earlier than `before`; null: there is none. */
export function previousOccurrence(
  expression: ScheduleExpression,
  timing: Timing & { readonly before: EpochMs },
): EpochMs | null {
  const before = clamp(epochMs(Math.min(timing.before, lastInstant(timing) + 1)));
  switch (expression.kind) {
    case "rate":
      return previousOfRate(expression, anchorOf(timing), before);
    case "at": {
      const instant = instantOrShifted(expression.wall, timing.timezone);
      return instant < before ? instant : null;
    }
    case "cron":
      return previousOfCron(expression, timing.timezone, before);
  }
}

/** After `after`, up to and including `upTo`, oldest first, at most `limit`. */
export function occurrencesBetween(
  expression: ScheduleExpression,
  timing: Timing & { readonly after: EpochMs; readonly upTo: EpochMs; readonly limit: number },
): readonly EpochMs[] {
  const found: EpochMs[] = [];
  let after = timing.after;
  while (found.length < timing.limit) {
    const next = nextOccurrence(expression, { ...timing, after });
    if (next === null || next > timing.upTo) break;
    assert(next > after, "an occurrence is later than the one before it");
    found.push(next);
    after = next;
  }
  return found;
}

/** How many are after `after` and up to `upTo`, without making them one by one. */
export function countOccurrences(
  expression: ScheduleExpression,
  timing: Timing & { readonly after: EpochMs; readonly upTo: EpochMs },
): number {
  const after = clamp(timing.after);
  const upTo = clamp(epochMs(Math.min(timing.upTo, lastInstant(timing))));
  switch (expression.kind) {
    case "rate":
      return (
        countOfRate(expression, anchorOf(timing), upTo) - countOfRate(expression, anchorOf(timing), after)
      );
    case "at": {
      const instant = instantOrShifted(expression.wall, timing.timezone);
      return instant > after && instant <= upTo ? 1 : 0;
    }
    case "cron":
      return countOfCron(expression, timing.timezone, after, upTo);
  }
}

function nextUnbounded(expression: ScheduleExpression, timing: Timing, after: EpochMs): EpochMs | null {
  switch (expression.kind) {
    case "rate":
      return nextOfRate(expression, anchorOf(timing), after);
    case "at": {
      const instant = instantOrShifted(expression.wall, timing.timezone);
      return instant > after ? instant : null;
    }
    case "cron":
      return nextOfCron(expression, timing.timezone, after);
  }
}

function nextOfRate(rate: RateExpression, anchor: EpochMs, after: EpochMs): EpochMs {
  return epochMs(anchor + countOfRate(rate, anchor, after) * ratePeriodMs(rate));
}

function previousOfRate(rate: RateExpression, anchor: EpochMs, before: EpochMs): EpochMs | null {
  const count = countOfRate(rate, anchor, epochMs(before - 1));
  return count === 0 ? null : epochMs(anchor + (count - 1) * ratePeriodMs(rate));
}

/** How many there are up to `upTo`, the anchor being the first. */
function countOfRate(rate: RateExpression, anchor: EpochMs, upTo: EpochMs): number {
  return upTo < anchor ? 0 : Math.floor((upTo - anchor) / ratePeriodMs(rate)) + 1;
}

function anchorOf(timing: Timing): EpochMs {
  return timing.anchor ?? epochMs(0);
}

function lastInstant(timing: Timing): EpochMs {
  return epochMs(Math.min(timing.end ?? LAST_INSTANT_MS, LAST_INSTANT_MS));
}

/** Whole, and within what the calendar covers, so that no argument leads it out of its range. */
function clamp(instant: EpochMs): EpochMs {
  assert(!Number.isNaN(instant), "an instant is a number");
  return epochMs(Math.max(FIRST_INSTANT_MS, Math.min(Math.floor(instant), LAST_INSTANT_MS + 1)));
}

// A day before 1970, so that the first minute of 1970 has something before it in every zone.
const FIRST_INSTANT_MS = -172_800_000;
