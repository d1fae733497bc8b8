import { type EpochMs, epochMs } from "@landbridge/model";
import type { WallTime } from "./expression.ts";

/** Whether it is an IANA name that this program knows, in its own letters, as AWS wants it; "+01:00" is none. */
export function isValidTimezone(timezone: string): boolean {
  if (timezone.length > TIMEZONE_LENGTH_MAX || !/^[A-Za-z]/.test(timezone)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, timezone).timeZoneId === timezone;
  } catch {
    return false;
  }
}

/** Source: EventBridge Scheduler API Reference, "CreateSchedule", `ScheduleExpressionTimezone`. */
export const TIMEZONE_LENGTH_MAX = 50;

export function wallTimeAt(instant: EpochMs, timezone: string): WallTime {
  return toWallTime(zonedAt(instant, timezone));
}

/**
 * The first instant at which the zone's clock shows `wall`: the earlier one when clocks go back and show
 * it twice, null when they go forward and leave it out.
 */
export function instantOf(wall: WallTime, timezone: string): EpochMs | null {
  const zoned = zonedOf(wall, timezone);
  const isLeftOut = zoned.minute !== wall.minute || zoned.hour !== wall.hour || zoned.day !== wall.day;
  return isLeftOut ? null : epochMs(zoned.epochMilliseconds);
}

/** As `instantOf`, but a time that the clock leaves out is moved on by as much as the clock was. */
export function instantOrShifted(wall: WallTime, timezone: string): EpochMs {
  return epochMs(Temporal.PlainDateTime.from(wall).toZonedDateTime(timezone).epochMilliseconds);
}

/**
 * The latest time that the zone's clock has shown up to `instant`; later than what it shows now in the
 * hour that is shown for the second time.
 */
export function latestWallTimeUpTo(instant: EpochMs, timezone: string): WallTime {
  const now = zonedAt(instant, timezone);
  const change = now.getTimeZoneTransition("previous");
  // Clocks never went back by more than a day.
  if (change === null || instant - change.epochMilliseconds > DAY_MS) return toWallTime(now);
  const before = zonedAt(epochMs(change.epochMilliseconds - 1), timezone);
  const isLater = Temporal.PlainDateTime.compare(before.toPlainDateTime(), now.toPlainDateTime()) > 0;
  return toWallTime(isLater ? before : now);
}

const DAY_MS = 86_400_000;

function zonedAt(instant: EpochMs, timezone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
}

function zonedOf(wall: WallTime, timezone: string): Temporal.ZonedDateTime {
  const { year, month, day, hour, minute, second } = wall;
  const plain = new Temporal.PlainDateTime(year, month, day, hour, minute, second);
  return plain.toZonedDateTime(timezone, { disambiguation: "earlier" });
}

function toWallTime({ year, month, day, hour, minute, second }: Temporal.ZonedDateTime): WallTime {
  return { year, month, day, hour, minute, second };
}
