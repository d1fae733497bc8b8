import { isValidTimezone, parseExpression } from "@landbridge/calendar";
import { assert, type EpochMs, type ScheduleDefinition } from "@landbridge/model";
import type { EntryPart, Guard, Row, Write } from "@landbridge/store";
import { schedulerError } from "./errors.ts";
import { PAST_TIMETABLES_MAX, SCHEDULE_NAME_LENGTH_MAX } from "./limits.ts";
import { decodeSchedule, encodeSchedule, type StoredSchedule, type StoredTimetable } from "./schedule-row.ts";

/**
 * What makes the stored schedules equal to `definitions`, for the entry that applies a project. A schedule is
 * due from now on, a rate at once (as on AWS, where no start date means immediately); a changed expression,
 * time zone or state is due after now, and what the old one still owes is settled by the next tick. The
 * occurrences of a schedule that is gone stay in the store; it owes nothing any more.
 * @param present the rows to be replaced, as `Scheduler.scheduleRows` reads them
 */
export function scheduleWrites(
  definitions: readonly ScheduleDefinition[],
  present: readonly Row<"schedules">[],
  now: EpochMs,
): EntryPart {
  const guards: Guard[] = [];
  const writes: Write[] = [];
  const rows = new Map(present.map((row) => [row.key, row]));
  for (const definition of definitions) {
    checkDefinition(definition);
    const key = definition.name;
    const row = rows.get(key);
    assert(rows.delete(key) || row === undefined, "a present row is replaced once");
    if (row === undefined) {
      guards.push({ kind: "absent", table: "schedules", key });
      writes.push(insertSchedule(definition, now));
      continue;
    }
    const changed = changedSchedule(decodeSchedule(row), definition, now);
    if (changed === undefined) continue;
    guards.push({ kind: "version", table: "schedules", key, version: row.version });
    writes.push({ kind: "update", table: "schedules", key, body: encodeSchedule(changed) });
  }
  for (const { key, version } of rows.values()) {
    guards.push({ kind: "version", table: "schedules", key, version });
    writes.push({ kind: "delete", table: "schedules", key });
  }
  return { guards, writes };
}

/** Definitions come checked; one that is not would stop the scheduler at every start. */
function checkDefinition({ name, expression, timezone }: ScheduleDefinition): void {
  const isName = /^[0-9A-Za-z_.-]+$/.test(name) && name.length <= SCHEDULE_NAME_LENGTH_MAX;
  if (!isName) {
    const rule = `1 to ${SCHEDULE_NAME_LENGTH_MAX} letters, digits, dots, dashes and underscores`;
    throw schedulerError("INVALID_SCHEDULE", `a name is ${rule}, found ${JSON.stringify(name.slice(0, 80))}`);
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
}

function insertSchedule(definition: ScheduleDefinition, now: EpochMs): Write {
  const stored: StoredSchedule = {
    v: 1,
    definition,
    createdAt: now,
    updatedAt: now,
    revision: 1,
    // What is due at this very instant belongs to it: the first occurrence of a rate.
    since: now - 1,
    past: [],
  };
  const columns = { createdAt: now };
  return { kind: "insert", table: "schedules", key: definition.name, columns, body: encodeSchedule(stored) };
}

/** Undefined: nothing changed. */
function changedSchedule(
  stored: StoredSchedule,
  definition: ScheduleDefinition,
  now: EpochMs,
): StoredSchedule | undefined {
  if (JSON.stringify(stored.definition) === JSON.stringify(definition)) return undefined;
  const changed = { ...stored, definition, updatedAt: now };
  const { expression, timezone, state } = stored.definition;
  const isSameTimetable =
    expression === definition.expression && timezone === definition.timezone && state === definition.state;
  if (isSameTimetable) return changed;
  const { revision, since } = stored;
  const old: StoredTimetable = { revision, expression, timezone, state, since, until: now };
  return {
    ...changed,
    revision: revision + 1,
    since: now,
    past: [...stored.past, old].slice(-PAST_TIMETABLES_MAX),
  };
}
