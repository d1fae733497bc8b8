import { parseExpression } from "@landbridge/calendar";
import { assert, type EpochMs, epochMs, type ScheduleDefinition } from "@landbridge/model";
import type { Row } from "@landbridge/store";
import { schedulerError } from "./errors.ts";
import { scheduleKeyOf } from "./schedule-key.ts";
import type { Timetable } from "./timetable.ts";

// The row of a schedule: written by whoever applies definitions, never by the ticking scheduler, so that the
// two do not get into each other's way. What has been accounted for is in `occurrences`.

/** The body of a row, as JSON. */
export interface StoredSchedule {
  readonly v: 1;
  readonly definition: ScheduleDefinition;
  /** Absent: a project folder. */
  readonly owner?: ScheduleOwner;
  /** Tells the same creation, asked for again, from another one of the same name. */
  readonly creation?: string;
  /** The first occurrence of a rate too, without a start. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Counts the timetables, from 1. */
  readonly revision: number;
  /** When the present timetable began; exclusive. */
  readonly since: number;
  /** Oldest first; those that the cursor's row does not call settled may still owe occurrences. */
  readonly past: readonly StoredTimetable[];
}

/** Who made it, and may change it: the project folder that was applied, or the Scheduler API. */
export type ScheduleOwner = "project" | "api";

/** What of a definition says when it is due. */
export type TimetableTerms = Pick<
  ScheduleDefinition,
  "expression" | "timezone" | "state" | "startAt" | "endAt"
>;

export interface StoredTimetable extends TimetableTerms {
  readonly revision: number;
  readonly since: number;
  readonly until: number;
}

/** A schedule as it is read back, ready to be evaluated. */
export interface Schedule {
  /** What it is known by: its name, with its group's before it unless that is the default one. */
  readonly name: string;
  /** Of its row. */
  readonly version: number;
  readonly definition: ScheduleDefinition;
  readonly owner: ScheduleOwner;
  readonly creation?: string;
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
  assert(scheduleKeyOf(stored.definition) === row.key, `the row of schedule ${row.key} holds that schedule`);
  return stored;
}

/** Throws INVALID_SCHEDULE for an expression that this program does not read. */
export function toSchedule(row: Row<"schedules">): Schedule {
  const { definition, owner = "project", creation, ...times } = decodeSchedule(row);
  const { createdAt, updatedAt, revision, since, past } = times;
  const of = { name: row.key, createdAt };
  return {
    name: row.key,
    version: row.version,
    definition,
    owner,
    ...(creation !== undefined && { creation }),
    createdAt: epochMs(createdAt),
    updatedAt: epochMs(updatedAt),
    revision,
    present: toTimetable(of, definition, { revision, since, until: null }),
    past: past.map((old) => ({
      ...toTimetable(of, old, old),
      revision: old.revision,
      until: epochMs(old.until),
    })),
  };
}

function toTimetable(
  { name, createdAt }: { readonly name: string; readonly createdAt: number },
  terms: TimetableTerms,
  held: { readonly revision: number; readonly since: number; readonly until: number | null },
): Timetable {
  const { expression, timezone, state } = terms;
  const parsed = parseExpression(expression);
  if ("issues" in parsed) {
    const messages = parsed.issues.map((issue) => issue.message).join("; ");
    throw schedulerError("INVALID_SCHEDULE", `${name}: ${messages}`);
  }
  // Source: EventBridge Scheduler ignores both dates for one-time schedules.
  const { startAt, endAt }: Partial<TimetableTerms> = parsed.expression.kind === "at" ? {} : terms;
  return {
    // The instant of creation tells a schedule from an earlier one of the same name.
    id: `${createdAt}.${held.revision}`,
    expression: state === "ENABLED" ? parsed.expression : null,
    timezone,
    anchor: epochMs(startAt ?? createdAt),
    // What is due at the start itself belongs to it.
    since: epochMs(Math.max(held.since, (startAt ?? 0) - 1)),
    until: held.until === null ? null : epochMs(held.until),
    end: endAt === undefined ? null : epochMs(endAt),
  };
}
