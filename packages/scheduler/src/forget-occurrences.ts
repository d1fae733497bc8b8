import { type EpochMs, epochMs } from "@landbridge/model";
import { type Forgetting, type Forgotten, forgetRows, type Row, type Store } from "@landbridge/store";
import { cursorKey, readCursor } from "./cursor-row.ts";
import { toSchedule } from "./schedule-row.ts";

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
  const past: Row<"occurrences">[] = [];
  for (const row of page.rows) {
    const schedule = String(row.columns.schedule);
    const until = settled.get(schedule) ?? settledUntil(store, schedule);
    settled.set(schedule, until);
    if (Number(row.columns.due) < (await until)) past.push(row);
  }
  const count = await forgetRows(store, "occurrences", past);
  return { count, ...(page.next !== undefined && { next: page.next }) };
}

async function settledUntil(store: Store, schedule: string): Promise<EpochMs> {
  const row = await store.get("schedules", schedule);
  if (row === undefined) return epochMs(Number.MAX_SAFE_INTEGER);
  const cursor = await store.get("settings", cursorKey(schedule));
  return readCursor(cursor, toSchedule(row).createdAt).stored.cursor;
}
