import { type EpochMs, LandbridgeError } from "@landbridge/model";
import { partitionOfName, type Row, type Store } from "@landbridge/store";
import type { Context } from "./context.ts";
import { cursorKey, readCursor } from "./cursor-row.ts";
import { PAGE_ROWS } from "./limits.ts";
import { type Memory, makeMemory, putBack, type StoredCursor, type WatchedSchedule } from "./memory.ts";
import { toOccurrence } from "./occurrence-row.ts";
import { type Schedule, toSchedule } from "./schedule-row.ts";
import type { SchedulerLog } from "./scheduler.ts";
import { latest, type Timetable } from "./timetable.ts";

/** Reads the schedules, and rebuilds each one's cursor from its occurrences (S2). */
export async function loadMemory(context: Context): Promise<Memory> {
  const { store, log, clock } = context;
  const schedules = (await readScheduleRows(store)).flatMap((row) => readSchedule(row, log));
  const ours = schedules.filter((schedule) => isOurs(context, schedule));
  const watched: WatchedSchedule[] = [];
  for (let start = 0; start < ours.length; start += READS_AT_ONCE) {
    const some = ours.slice(start, start + READS_AT_ONCE);
    watched.push(...(await Promise.all(some.map((schedule) => watch(store, schedule)))));
  }
  const others = schedules.filter((schedule) => !isOurs(context, schedule));
  return makeMemory(
    watched,
    others.map((one) => notOurs(one, clock.now())),
  );
}

function isOurs({ holdings }: Context, { name }: Schedule): boolean {
  return holdings === undefined || holdings.epochOf(partitionOfName(name, holdings.count)) !== undefined;
}

/** Another node's: known by its timetable, so that it can be listed. */
function notOurs(schedule: Schedule, now: EpochMs): WatchedSchedule {
  const cursor = latest(schedule.present.since, now);
  const stored = { version: 0, timetable: "", cursor };
  return { schedule, cursor, unsettled: [], retry: null, stored, queuedAt: null };
}

const READS_AT_ONCE = 64;

export async function readScheduleRows(store: Store): Promise<readonly Row<"schedules">[]> {
  const rows: Row<"schedules">[] = [];
  let after: string | undefined;
  do {
    const query = { orderBy: "createdAt", direction: "ascending", limit: PAGE_ROWS } as const;
    const page = await store.list("schedules", after === undefined ? query : { ...query, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

/** What became of one, by its key: changed, new or gone. */
export async function readAgain(context: Context, memory: Memory, key: string): Promise<void> {
  const { store, log, clock } = context;
  const row = await store.get("schedules", key);
  const [schedule] = row === undefined ? [] : readSchedule(row, log);
  if (schedule === undefined) {
    memory.schedules.delete(key);
    return;
  }
  if (!isOurs(context, schedule)) {
    memory.schedules.set(key, notOurs(schedule, clock.now()));
    return;
  }
  const watched = await watch(store, schedule);
  memory.schedules.set(key, watched);
  putBack(memory.queue, watched);
}

/** One that cannot be read must not keep the others from firing. */
function readSchedule(row: Row<"schedules">, log: SchedulerLog): readonly Schedule[] {
  try {
    return [toSchedule(row)];
  } catch (error) {
    if (!(error instanceof LandbridgeError)) throw error;
    log({ level: "error", message: `${error.message}; apply it again`, schedule: row.key, error });
    return [];
  }
}

async function watch(store: Store, schedule: Schedule): Promise<WatchedSchedule> {
  const { name, createdAt, present, past } = schedule;
  const { stored, settledBefore } = readCursor(await store.get("settings", cursorKey(name)), createdAt);
  const unsettled = past.filter(({ revision }) => settledBefore === null || revision >= settledBefore);
  return {
    schedule,
    cursor: await rebuildCursor(store, name, present, stored),
    unsettled: await Promise.all(
      unsettled.map(async (timetable) => ({
        timetable,
        cursor: await rebuildCursor(store, name, timetable, stored),
      })),
    ),
    retry: null,
    stored,
    queuedAt: null,
  };
}

async function rebuildCursor(
  store: Store,
  schedule: string,
  timetable: Timetable,
  stored: StoredCursor,
): Promise<EpochMs> {
  const known = stored.timetable === timetable.id ? latest(stored.cursor, timetable.since) : timetable.since;
  const newest = await newestDecided(store, schedule, { timetable: timetable.id, after: known });
  return newest === null ? known : latest(newest, known);
}

/**
 * The newest occurrence that was decided by this timetable. Nearly always the first row that is read, or none
 * is later than `after`; rows of other timetables are in between only if the clock was ahead once.
 */
async function newestDecided(
  store: Store,
  schedule: string,
  { timetable, after }: { readonly timetable: string; readonly after: EpochMs },
): Promise<EpochMs | null> {
  let limit = 1;
  let next: string | undefined;
  for (let pages = 0; pages < PAGES_SEARCHED_MAX; pages += 1) {
    const query = { where: { schedule }, orderBy: "due", direction: "descending", limit } as const;
    const page = await store.list("occurrences", next === undefined ? query : { ...query, after: next });
    for (const row of page.rows) {
      const occurrence = toOccurrence(row);
      if (occurrence.due <= after) return null;
      if (occurrence.timetable === timetable) return occurrence.due;
    }
    if (page.next === undefined) return null;
    next = page.next;
    limit = PAGE_ROWS;
  }
  // Correct all the same: whatever is decided again finds its row.
  return null;
}

const PAGES_SEARCHED_MAX = 10;
