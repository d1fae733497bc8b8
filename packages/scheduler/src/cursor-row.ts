import { type EpochMs, epochMs } from "@landbridge/model";
import type { EntryPart, Row } from "@landbridge/store";
import type { StoredCursor, WatchedSchedule } from "./memory.ts";

// A schedule's cursor, stored now and then: a lower bound, so that start-up need not believe that everything
// since the schedule's creation is open when its occurrences were removed or are of other timetables. In a
// row of its own, so that it never stands in the way of an apply.

interface StoredBody {
  readonly v: 1;
  readonly createdAt: number;
  /** Timetables before this one are settled. */
  readonly revision: number;
  readonly timetable: string;
  readonly cursor: number;
}

export interface ReadCursor {
  readonly stored: StoredCursor;
  /** Null: nothing is known to be settled. */
  readonly settledBefore: number | null;
}

export function cursorKey(schedule: string): string {
  return `scheduler/cursor/${schedule}`;
}

/** @param createdAt of the schedule: a row that an earlier schedule of the same name left says nothing */
export function readCursor(row: Row<"settings"> | undefined, createdAt: EpochMs): ReadCursor {
  if (row === undefined) return { stored: { version: 0, ...nothing }, settledBefore: null };
  const body = JSON.parse(row.body) as StoredBody;
  if (body.v !== 1 || body.createdAt !== createdAt) {
    return { stored: { version: row.version, ...nothing }, settledBefore: null };
  }
  const stored = { version: row.version, timetable: body.timetable, cursor: epochMs(body.cursor) };
  return { stored, settledBefore: body.revision };
}

const nothing = { timetable: "", cursor: epochMs(0) };

export function cursorWrites({ schedule, cursor, stored }: WatchedSchedule): EntryPart {
  const key = cursorKey(schedule.name);
  const content: StoredBody = {
    v: 1,
    createdAt: schedule.createdAt,
    revision: schedule.revision,
    timetable: schedule.present.id,
    cursor,
  };
  const body = JSON.stringify(content);
  if (stored.version === 0) {
    return {
      guards: [{ kind: "absent", table: "settings", key }],
      writes: [{ kind: "insert", table: "settings", key, columns: {}, body }],
    };
  }
  return {
    guards: [{ kind: "version", table: "settings", key, version: stored.version }],
    writes: [{ kind: "update", table: "settings", key, body }],
  };
}
