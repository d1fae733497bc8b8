import { parseExpression } from "@landbridge/calendar";
import { assert, type EpochMs, epochMs, type ScheduleDefinition } from "@landbridge/model";
import type { Row } from "@landbridge/store";
import { schedulerError } from "./errors.ts";
import type { Timetable } from "./timetable.ts";

// The row of a schedule: written by whoever applies definitions, never by the ticking scheduler, so that the
// two do not get into each other's way. What has been accounted for is in `occurrences`.

/** The body of a row, as JSON. */
export interface StoredSchedule {
  readonly v: 1;
  readonly definition: ScheduleDefinition;
  /** The first occurrence of a rate too. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Counts the timetables, from 1. */
  readonly revision: number;
  /** When the present timetable began; exclusive. */
  readonly since: number;
  /** Oldest first; those that the cursor's row does not call settled may still owe occurrences. */
  readonly past: readonly StoredTimetable[];
}

export interface StoredTimetable {
  readonly revision: number;
  readonly expression: string;
  readonly timezone: string;
  readonly state: ScheduleDefinition["state"];
  readonly since: number;
  readonly until: number;
}

/** A schedule as it is read back, ready to be evaluated. */
export interface Schedule {
  readonly name: string;
  readonly definition: ScheduleDefinition;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly revision: number;
  readonly present: Timetable;
  /** Oldest first. */
  readonly past: readonly (Timetable & { readonly revision: number; readonly until: EpochMs })[];
}

export function encodeSchedule(stored: StoredSchedule): string {
  return JSON.stringify(stored);
}

export function decodeSchedule(row: Row<"schedules">): StoredSchedule {
  const stored = JSON.parse(row.body) as StoredSchedule;
  assert(stored.v === 1, `the row of schedule ${row.key} is of a version that this program knows`);
  assert(stored.definition.name === row.key, `the row of schedule ${row.key} holds that schedule`);
  return stored;
}

/** Throws INVALID_SCHEDULE for an expression that this program does not read. */
export function toSchedule(row: Row<"schedules">): Schedule {
  const { definition, createdAt, updatedAt, revision, since, past } = decodeSchedule(row);
  const anchor = epochMs(createdAt);
  return {
    name: row.key,
    definition,
    createdAt: anchor,
    updatedAt: epochMs(updatedAt),
    revision,
    present: toTimetable({ ...definition, anchor, revision, since, until: null }),
    past: past.map((old) => ({
      ...toTimetable({ ...old, name: row.key, anchor }),
      revision: old.revision,
      until: epochMs(old.until),
    })),
  };
}

interface TimetableParts {
  readonly name: string;
  readonly expression: string;
  readonly timezone: string;
  readonly state: ScheduleDefinition["state"];
  readonly anchor: EpochMs;
  readonly revision: number;
  readonly since: number;
  readonly until: number | null;
}

function toTimetable(parts: TimetableParts): Timetable {
  const { name, expression, timezone, state, anchor, revision, since, until } = parts;
  const parsed = parseExpression(expression);
  if ("issues" in parsed) {
    const messages = parsed.issues.map((issue) => issue.message).join("; ");
    throw schedulerError("INVALID_SCHEDULE", `${name}: ${messages}`);
  }
  return {
    // The instant of creation tells a schedule from an earlier one of the same name.
    id: `${anchor}.${revision}`,
    expression: state === "ENABLED" ? parsed.expression : null,
    timezone,
    anchor,
    since: epochMs(since),
    until: until === null ? null : epochMs(until),
  };
}
