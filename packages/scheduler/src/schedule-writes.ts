import { assert, type EpochMs, type ScheduleDefinition } from "@landbridge/model";
import {
  changeRow,
  type EntryPart,
  type Guard,
  joinParts,
  makeRow,
  noPart,
  type Row,
  removeRow,
  type Write,
} from "@landbridge/store";
import { checkSchedule } from "./check-schedule.ts";
import { cursorKey } from "./cursor-row.ts";
import { schedulerError } from "./errors.ts";
import { PAST_TIMETABLES_MAX } from "./limits.ts";
import { scheduleKeyOf } from "./schedule-key.ts";
import {
  decodeSchedule,
  encodeSchedule,
  type ScheduleOwner,
  type StoredSchedule,
  type StoredTimetable,
  type TimetableTerms,
} from "./schedule-row.ts";

/**
 * What makes the schedules that a project folder owns equal to `definitions`, for the entry that applies it;
 * those made through the API are left alone. A schedule is due from now on, a rate at once (as on AWS, where no
 * start date means immediately); a changed expression, time zone or state is due after now, and what the old one
 * still owes is settled by the next tick. The occurrences of a schedule that is gone stay in the store; it owes
 * nothing any more.
 * @param present the rows to be replaced, as `Scheduler.scheduleRows` reads them
 * Throws SCHEDULE_OWNED for a name that was taken through the API.
 */
export function scheduleWrites(
  definitions: readonly ScheduleDefinition[],
  present: readonly Row<"schedules">[],
  now: EpochMs,
): EntryPart {
  const rows = new Map(present.map((row) => [row.key, row]));
  const wanted = new Set(definitions.map(scheduleKeyOf));
  assert(wanted.size === definitions.length, "a project defines a schedule once");
  const parts = definitions.map((definition) => {
    const row = rows.get(scheduleKeyOf(definition));
    if (row !== undefined && ownerOf(row) !== "project") throw ownedByApi(row.key);
    return putSchedule(definition, { row, owner: "project", now });
  });
  const gone = present.filter((row) => !wanted.has(row.key) && ownerOf(row) === "project");
  return joinParts([...parts, ...gone.map((row) => removeSchedule(row))]);
}

export interface PutSchedule {
  /** Absent: there is none of its name. */
  readonly row: Row<"schedules"> | undefined;
  readonly owner: ScheduleOwner;
  readonly now: EpochMs;
  /** Of one that is made: tells the same creation, asked for again, from another one. */
  readonly creation?: string;
}

/** Makes one, or makes the row equal to it; no writes when it is so already. Throws INVALID_SCHEDULE. */
export function putSchedule(definition: ScheduleDefinition, put: PutSchedule): EntryPart {
  checkSchedule(definition);
  const { row, now } = put;
  if (row === undefined) {
    const body = encodeSchedule(newSchedule(definition, put));
    return makeRow("schedules", { key: scheduleKeyOf(definition), body }, now);
  }
  const changed = changedSchedule(decodeSchedule(row), definition, now);
  return changed === undefined ? noPart : changeRow("schedules", row, encodeSchedule(changed));
}

/** @param cursor the row of its cursor, if that is to go too */
export function removeSchedule(
  row: Pick<Row<"schedules">, "key" | "version">,
  cursor?: { readonly version: number },
): EntryPart {
  const removal = removeRow("schedules", row);
  if (cursor === undefined || cursor.version === 0) return removal;
  const place = { table: "settings", key: cursorKey(row.key) } as const;
  const guards: Guard[] = [{ kind: "version", ...place, version: cursor.version }];
  const writes: Write[] = [{ kind: "delete", ...place }];
  return joinParts([removal, { guards, writes }]);
}

function ownerOf(row: Row<"schedules">): ScheduleOwner {
  return decodeSchedule(row).owner ?? "project";
}

function ownedByApi(key: string): Error {
  return schedulerError(
    "SCHEDULE_OWNED",
    `${JSON.stringify(key)} was made through the Scheduler API; delete it there, or give the project's another name`,
  );
}

function newSchedule(definition: ScheduleDefinition, { owner, now, creation }: PutSchedule): StoredSchedule {
  return {
    v: 1,
    definition,
    owner,
    ...(creation !== undefined && { creation }),
    createdAt: now,
    updatedAt: now,
    revision: 1,
    // What is due at this very instant belongs to it: the first occurrence of a rate.
    since: now - 1,
    past: [],
  };
}

/** Undefined: nothing changed. */
function changedSchedule(
  stored: StoredSchedule,
  definition: ScheduleDefinition,
  now: EpochMs,
): StoredSchedule | undefined {
  if (JSON.stringify(stored.definition) === JSON.stringify(definition)) return undefined;
  const changed = { ...stored, definition, updatedAt: now };
  const terms = termsOf(stored.definition);
  if (JSON.stringify(terms) === JSON.stringify(termsOf(definition))) return changed;
  const { revision, since } = stored;
  const old: StoredTimetable = { ...terms, revision, since, until: now };
  return {
    ...changed,
    revision: revision + 1,
    since: now,
    past: [...stored.past, old].slice(-PAST_TIMETABLES_MAX),
  };
}

function termsOf({ expression, timezone, state, startAt, endAt }: ScheduleDefinition): TimetableTerms {
  return {
    expression,
    timezone,
    state,
    ...(startAt !== undefined && { startAt }),
    ...(endAt !== undefined && { endAt }),
  };
}
