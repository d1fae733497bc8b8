import { isValidTimezone, parseExpression } from "@landbridge/calendar";
import type { ScheduleDefinition } from "@landbridge/model";
import { schedulerError } from "./errors.ts";
import { FLEXIBLE_WINDOW_MINUTES_MAX, SCHEDULE_NAME_LENGTH_MAX } from "./limits.ts";

/**
 * Definitions come checked; one that is not would stop the scheduler at every start.
 * Throws INVALID_SCHEDULE.
 */
export function checkSchedule(definition: ScheduleDefinition): void {
  const { name, group, expression, timezone, startAt, endAt, flexibleWindowMinutes } = definition;
  for (const one of [name, ...(group === undefined ? [] : [group])]) {
    if (/^[0-9A-Za-z_.-]+$/.test(one) && one.length <= SCHEDULE_NAME_LENGTH_MAX) continue;
    const rule = `1 to ${SCHEDULE_NAME_LENGTH_MAX} letters, digits, dots, dashes and underscores`;
    throw schedulerError("INVALID_SCHEDULE", `a name is ${rule}, found ${JSON.stringify(one.slice(0, 80))}`);
  }
  const parsed = parseExpression(expression);
  if ("issues" in parsed) {
    throw schedulerError(
      "INVALID_SCHEDULE",
      `${name}: ${parsed.issues.map((issue) => issue.message).join("; ")}`,
    );
  }
  if (!isValidTimezone(timezone)) {
    throw schedulerError("INVALID_SCHEDULE", `${name}: ${JSON.stringify(timezone)} is not an IANA time zone`);
  }
  if (startAt !== undefined && endAt !== undefined && endAt < startAt) {
    throw schedulerError("INVALID_SCHEDULE", `${name}: it ends before it starts`);
  }
  const minutes = flexibleWindowMinutes ?? 1;
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > FLEXIBLE_WINDOW_MINUTES_MAX) {
    throw schedulerError(
      "INVALID_SCHEDULE",
      `${name}: a flexible window has 1 to ${FLEXIBLE_WINDOW_MINUTES_MAX} minutes, found ${minutes}`,
    );
  }
}
