import { type EpochMs, epochMs } from "@landbridge/model";
import type { Entry, Row, Store } from "@landbridge/store";
import { cursorKey, readCursor } from "./cursor-row.ts";
import { toSchedule } from "./schedule-row.ts";

export interface Forgetting {
  /** Only those that were due by then. */
  readonly before: EpochMs;
  /** Rows looked at in one call. */
  readonly limit: number;
  /** From `next` of the call before. */
  readonly after?: string;
}

export interface Forgotten {
  readonly count: number;
  /** Absent: all that are old enough have been looked at. */
  readonly next?: string;
}

/**
 * Deletes occurrences that the schedule's stored cursor is past, and those of schedules that are gone. The others still say
 * what was decided: without them start-up would take them for open, and fire them again (law 4).
 */
export async function forgetOccurrences(
  store: Store,
  { before, limit, after }: Forgetting,
): Promise<Forgotten> {
  const page = await store.list("occurrences", {
    orderBy: "due",
    direction: "ascending",
    atMost: before,
    limit,
    ...(after !== undefined && { after }),
  });
  const settled = new Map<string, Promise<EpochMs>>();
  const entries: Entry[] = [];
  for (const row of page.rows) {
    const schedule = String(row.columns.schedule);
    const until = settled.get(schedule) ?? settledUntil(store, schedule);
    settled.set(schedule, until);
    if (Number(row.columns.due) < (await until)) entries.push(entryFor(row));
  }
  const outcomes = await store.commit(entries);
  const count = outcomes.filter(({ ok }) => ok).length;
  return { count, ...(page.next !== undefined && { next: page.next }) };
}

async function settledUntil(store: Store, schedule: string): Promise<EpochMs> {
  const row = await store.get("schedules", schedule);
  if (row === undefined) return epochMs(Number.MAX_SAFE_INTEGER);
  const cursor = await store.get("settings", cursorKey(schedule));
  return readCursor(cursor, toSchedule(row).createdAt).stored.cursor;
}

function entryFor({ key, version }: Row<"occurrences">): Entry {
  return {
    partition: null,
    epoch: 0,
    guards: [{ kind: "version", table: "occurrences", key, version }],
    writes: [{ kind: "delete", table: "occurrences", key }],
  };
}
