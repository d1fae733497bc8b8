import type { EpochMs } from "@landbridge/model";
import { compareDates, compareWallTimes, datesFrom, wallTimesFrom, wallTimesUpTo } from "./cron-walls.ts";
import type { CronExpression, CronValues, WallTime } from "./expression.ts";
import { valueFrom } from "./values.ts";
import { instantOf, latestWallTimeUpTo, wallTimeAt } from "./zone.ts";

// Cron is read on the wall clock of its zone. C1. A wall time that the clock leaves out does not fire.
// C2. One that the clock shows twice fires once, at its first showing; so during the repeated hour an
// expression that fires each minute is silent: whoever wants elapsed time uses `rate` or UTC.
// Source: EventBridge Scheduler User Guide, "Daylight savings time on EventBridge Scheduler".

export function nextOfCron(cron: CronExpression, timezone: string, after: EpochMs): EpochMs | null {
  for (const wall of wallTimesFrom(cron, wallTimeAt(after, timezone))) {
    const instant = instantOf(wall, timezone);
    // Not later: the minute that `after` is in, or a repeated hour that has had its turn.
    if (instant !== null && instant > after) return instant;
  }
  return null;
}

export function previousOfCron(cron: CronExpression, timezone: string, before: EpochMs): EpochMs | null {
  for (const wall of wallTimesUpTo(cron, latestWallTimeUpTo(before, timezone))) {
    const instant = instantOf(wall, timezone);
    if (instant !== null && instant < before) return instant;
  }
  return null;
}

/**
 * How many there are after `after` and up to `upTo`: by days, not one by one, so that a minute-by-minute
 * schedule of a server that was down for years is counted in milliseconds.
 */
export function countOfCron(cron: CronExpression, timezone: string, after: EpochMs, upTo: EpochMs): number {
  if (upTo <= after) return 0;
  const from = latestWallTimeUpTo(after, timezone);
  const to = latestWallTimeUpTo(upTo, timezone);
  return countWallTimes(cron, from, to) - countLeftOut(cron, timezone, after, upTo);
}

/** Matching wall times after `from` and up to `to`. */
function countWallTimes(cron: CronExpression, from: WallTime, to: WallTime): number {
  if (compareWallTimes(to, from) <= 0) return 0;
  const perDay = countUpTo(cron.hours, 23) * countUpTo(cron.minutes, 59);
  let count = 0;
  for (const date of datesFrom(cron, from)) {
    if (compareDates(date, to) > 0) break;
    count += compareDates(date, to) === 0 ? countOfDay(cron, to) : perDay;
    if (compareDates(date, from) === 0) count -= countOfDay(cron, from);
  }
  return count;
}

/** From midnight up to the given time, inclusive. */
function countOfDay(cron: CronExpression, upTo: WallTime): number {
  const hoursBefore = countUpTo(cron.hours, upTo.hour - 1) * countUpTo(cron.minutes, 59);
  const isHour = valueFrom(cron.hours, upTo.hour) === upTo.hour;
  return hoursBefore + (isHour ? countUpTo(cron.minutes, upTo.minute) : 0);
}

function countUpTo(values: CronValues, bound: number): number {
  let count = 0;
  for (let value = valueFrom(values, 0); value !== null && value <= bound; count += 1) {
    value = valueFrom(values, value + 1);
  }
  return count;
}

/** Matching wall times that the zone's clock leaves out between two instants (C1). */
function countLeftOut(cron: CronExpression, timezone: string, after: EpochMs, upTo: EpochMs): number {
  let count = 0;
  let zoned = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timezone);
  for (;;) {
    const change = zoned.getTimeZoneTransition("next");
    if (change === null || change.epochMilliseconds > upTo) return count;
    const before = change.subtract({ milliseconds: 1 });
    const gapMs = (change.offsetNanoseconds - before.offsetNanoseconds) / 1_000_000;
    if (gapMs > 0) count += countInGap(cron, timezone, before, gapMs);
    zoned = change;
  }
}

function countInGap(
  cron: CronExpression,
  timezone: string,
  before: Temporal.ZonedDateTime,
  gapMs: number,
): number {
  const first = before.toPlainDateTime().add({ milliseconds: 1 });
  const end = first.add({ milliseconds: gapMs });
  let count = 0;
  for (const wall of wallTimesFrom(cron, first)) {
    if (Temporal.PlainDateTime.compare(Temporal.PlainDateTime.from(wall), end) >= 0) break;
    if (instantOf(wall, timezone) === null) count += 1;
  }
  return count;
}
