import { assert, type EpochMs, epochMs } from "@landbridge/model";
import type { Context } from "./context.ts";
import { schedulerError } from "./errors.ts";
import { defaultLimits, UPCOMING_MAX } from "./limits.ts";
import { loadMemory, readAgain, readScheduleRows } from "./load.ts";
import type { Memory, WatchedSchedule } from "./memory.ts";
import { toOccurrence } from "./occurrence-row.ts";
import { makeLoop } from "./run-loop.ts";
import { scheduleKeyOf } from "./schedule-key.ts";
import type {
  OccurrencePage,
  OccurrenceQuery,
  Scheduler,
  SchedulerOptions,
  ScheduleView,
  TickReport,
} from "./scheduler.ts";
import { tickOnce } from "./tick.ts";
import { latest, listDue, nextDue } from "./timetable.ts";

export function createScheduler(options: SchedulerOptions): Scheduler {
  const context: Context = { ...options, limits: { ...defaultLimits, ...options.limits } };
  const { store, clock, log } = context;
  const inTurn = makeTurns();
  let memory: Memory | undefined;
  let lastTick = epochMs(0);

  async function tick(): Promise<TickReport> {
    const now = clock.now();
    if (now < lastTick) noticeStepBack(lastTick - now);
    lastTick = now;
    const present = memory ?? (await loadMemory(context));
    // Forgotten until the tick has ended well (S4).
    memory = undefined;
    const report = await tickOnce(context, present);
    memory = present;
    return report;
  }

  /** Waits that were reckoned by the clock as it was before are forgotten with the memory. */
  function noticeStepBack(byMs: number): void {
    memory = undefined;
    if (byMs < STEP_BACK_LOGGED_MS) return;
    const message = `the clock went back by ${Math.round(byMs / 1000)} s; what has fired does not fire again`;
    log({ level: "warn", message });
  }

  async function load(): Promise<Memory> {
    memory ??= await loadMemory(context);
    return memory;
  }

  const loop = makeLoop({ clock, log, sleepMaxMs: context.limits.sleepMaxMs, tick: () => inTurn(tick) });
  return {
    tick: () => inTurn(tick),
    run: () => loop.run(),
    stop: () => loop.stop(),
    async reload() {
      await inTurn(async () => {
        memory = undefined;
        await load();
      });
      loop.wake();
    },
    async refresh(key) {
      await inTurn(async () => {
        if (memory !== undefined) await readAgain(context, memory, key);
      });
      loop.wake();
    },
    scheduleRows: () => readScheduleRows(store),
    listSchedules: () =>
      inTurn(async () => {
        const all = [...(await load()).schedules.values()].map(toView);
        return all.toSorted((a, b) => (scheduleKeyOf(a.definition) < scheduleKeyOf(b.definition) ? -1 : 1));
      }),
    countSchedules: () => inTurn(async () => (await load()).schedules.size),
    listOccurrences: (query) => listOccurrences(options, query),
    upcoming: (schedule, count) =>
      inTurn(async () => {
        const watched = (await load()).schedules.get(schedule);
        if (watched === undefined)
          throw schedulerError("UNKNOWN_SCHEDULE", JSON.stringify(schedule.slice(0, 80)));
        return upcoming(watched, clock.now(), count);
      }),
  };
}

const STEP_BACK_LOGGED_MS = 1_000;

/** Runs one at a time, in the order of the calls, whatever becomes of the one before. */
function makeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  };
}

function toView({ schedule, cursor }: WatchedSchedule): ScheduleView {
  const { definition, owner, createdAt, updatedAt, present } = schedule;
  return { definition, owner, createdAt, updatedAt, cursor, nextDue: nextDue(present, cursor) };
}

function upcoming({ schedule, cursor }: WatchedSchedule, now: EpochMs, count: number): readonly EpochMs[] {
  assert(
    Number.isInteger(count) && count >= 1 && count <= UPCOMING_MAX,
    `count is from 1 to ${UPCOMING_MAX}`,
  );
  const upTo = epochMs(Number.MAX_SAFE_INTEGER);
  return listDue(schedule.present, { after: latest(cursor, now), upTo, limit: count });
}

async function listOccurrences(
  { store }: SchedulerOptions,
  { schedule, status, cursor, limit }: OccurrenceQuery,
): Promise<OccurrencePage> {
  const where = {
    ...(schedule === undefined ? {} : { schedule }),
    ...(status === undefined ? {} : { status }),
  };
  const query = { where, orderBy: "due", direction: "descending", limit } as const;
  const page = await store.list("occurrences", cursor === undefined ? query : { ...query, after: cursor });
  const items = page.rows.map(toOccurrence);
  return page.next === undefined ? { items } : { items, next: page.next };
}
