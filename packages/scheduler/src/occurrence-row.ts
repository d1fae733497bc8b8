import { assert, type EpochMs, epochMs, type ScheduleTarget } from "@landbridge/model";
import type { EntryPart, Row, Write } from "@landbridge/store";
import { REASON_LENGTH_MAX } from "./limits.ts";

/**
 * FIRED: its launch was committed, in the same entry; a launch that was refused for overlap is FIRED too, and
 * says so. MISSED: it was due and not launched. SKIPPED: it was kept from being launched on purpose.
 */
export const occurrenceStatuses = ["FIRED", "MISSED", "SKIPPED"] as const;
export type OccurrenceStatus = (typeof occurrenceStatuses)[number];

/** Why an occurrence was not launched. */
export interface OccurrenceReason {
  readonly code: "SUPERSEDED" | "TOO_LATE" | "LAUNCH_FAILED" | "SCHEDULE_CHANGED" | "SCHEDULE_DISABLED";
  /** One sentence for the operator. */
  readonly message: string;
  /** LAUNCH_FAILED: how often it was tried. */
  readonly attempts?: number;
}

/** What came of the launch; absent where the process died before it could be noted. */
export type LaunchNote =
  | { readonly kind: "launched"; readonly launched: LaunchedId }
  | { readonly kind: "refused"; readonly runId: string; readonly blockingRun: string };

export interface LaunchedId {
  readonly kind: "run" | "execution";
  readonly id: string;
}

export interface Occurrence {
  readonly schedule: string;
  readonly due: EpochMs;
  readonly status: OccurrenceStatus;
  readonly decidedAt: EpochMs;
  readonly target: ScheduleTarget;
  /** FIRED: what the launch was made under; its run or execution carries schedule and due as its cause. */
  readonly launchKey?: string;
  readonly launch?: LaunchNote;
  /** MISSED or SKIPPED. */
  readonly reason?: OccurrenceReason;
  /** The row stands for this many occurrences, from `from` up to `due`: there were too many for a row each. */
  readonly summary?: { readonly from: EpochMs; readonly count: number };
  /** The timetable that it was due by. */
  readonly timetable: string;
}

export function occurrenceKey(schedule: string, due: EpochMs): string {
  return `${schedule}@${due}`;
}

/**
 * A row that many share has a key of its own kind: the last of them may have a row already, of a timetable
 * that a clock was ahead in, and the others must not be lost for that.
 */
function keyOf({ schedule, due, summary }: Occurrence): string {
  return summary === undefined ? occurrenceKey(schedule, due) : `${schedule}@${summary.from}..${due}`;
}

/** Inserted once, and so decided once (law 4). */
export function occurrencePart(occurrence: Occurrence): EntryPart {
  const { schedule, status, due } = occurrence;
  const key = keyOf(occurrence);
  const columns = { schedule, status, due };
  return {
    guards: [{ kind: "absent", table: "occurrences", key }],
    writes: [{ kind: "insert", table: "occurrences", key, columns, body: encode(occurrence) }],
  };
}

/** Adds what came of the launch. */
export function noteLaunch(occurrence: Occurrence, launch: LaunchNote): Write {
  const key = occurrenceKey(occurrence.schedule, occurrence.due);
  return { kind: "update", table: "occurrences", key, body: encode({ ...occurrence, launch }) };
}

function encode(occurrence: Occurrence): string {
  const { schedule: _schedule, status: _status, due: _due, reason, ...rest } = occurrence;
  if (reason === undefined) return JSON.stringify({ v: 1, ...rest });
  const message = reason.message.slice(0, REASON_LENGTH_MAX);
  return JSON.stringify({ v: 1, ...rest, reason: { ...reason, message } });
}

export function toOccurrence(row: Row<"occurrences">): Occurrence {
  const { schedule, status, due } = row.columns;
  const { v, ...body } = JSON.parse(row.body) as { v: number } & Omit<
    Occurrence,
    "schedule" | "status" | "due"
  >;
  assert(v === 1, `the row of occurrence ${row.key} is of a version that this program knows`);
  assert(typeof schedule === "string" && typeof due === "number", `occurrence ${row.key} has its columns`);
  const known = occurrenceStatuses.find((name) => name === status);
  assert(known !== undefined, `occurrence ${row.key} has a known status`);
  return { ...body, schedule, status: known, due: epochMs(due) };
}
