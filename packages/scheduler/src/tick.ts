import { type EpochMs, epochMs } from "@landbridge/model";
import { type Context, commitParts } from "./context.ts";
import { cursorWrites } from "./cursor-row.ts";
import { decide, type Passed, settlePast } from "./decide.ts";
import { type DueLaunch, launchAll, type MadeLaunch, retryAt } from "./launch-due.ts";
import { isCompleted, type Memory, offsetOf, putBack, takeNext, type WatchedSchedule } from "./memory.ts";
import { noteLaunch, occurrenceKey } from "./occurrence-row.ts";
import { type PassedOf, recordPassed } from "./record-passed.ts";
import { removeSchedule } from "./schedule-writes.ts";
import type { TickReport } from "./scheduler.ts";
import { latest } from "./timetable.ts";

// One tick: take what is due, decide, record what is passed over, launch, note. When a step throws, the
// memory is not to be used any more (S4).

interface Work {
  readonly watched: WatchedSchedule;
  readonly past: readonly PassedOf[];
  readonly present: PassedOf;
  readonly launch: EpochMs | null;
}

export async function tickOnce(context: Context, memory: Memory): Promise<TickReport> {
  const now = context.clock.now();
  const work = await takeWork(context, memory, now);
  const passed = work.flatMap(({ past, present }) => [...past, present]);
  await recordPassed(context, passed, now);
  for (const { watched, present } of work) afterPassed(watched, present);
  const made = await launchAll(context, work.flatMap(toLaunch));
  const failed = made.flatMap((launch) => afterLaunch(context, launch));
  await recordPassed(context, failed, now);
  for (const { schedule, passed: rows } of failed) advance(memory, schedule.name, rows);
  await note(context, work, made);
  const completed = work.map(({ watched }) => watched).filter(isCompleted);
  await removeCompleted(context, completed);
  for (const { watched } of work) if (!completed.includes(watched)) putBack(memory.queue, watched);
  const next = memory.queue.earliest;
  return {
    launched: made.filter(({ outcome }) => outcome.kind === "launched").length,
    refused: made.filter(({ outcome }) => outcome.kind === "refused").length,
    missed: countOf([...passed, ...failed], "MISSED"),
    skipped: countOf(passed, "SKIPPED"),
    retrying: work.filter(({ watched }) => watched.retry !== null).length,
    nextAt: next === undefined ? null : next.at,
  };
}

/** Decides for the schedules that are due until none is left, or a limit of the tick is reached. */
async function takeWork(context: Context, memory: Memory, now: EpochMs): Promise<readonly Work[]> {
  const due = takeDue(context, memory, now);
  await settleDoubt(context, due);
  const work: Work[] = [];
  let rows = 0;
  for (const watched of due) {
    if (rows >= context.limits.missedRowsPerTickMax) {
      putBack(memory.queue, watched);
      continue;
    }
    const one = workOf(context, watched, now);
    rows += one.present.passed.length + one.past.reduce((sum, past) => sum + past.passed.length, 0);
    work.push(one);
  }
  return work;
}

function takeDue({ limits }: Context, memory: Memory, now: EpochMs): readonly WatchedSchedule[] {
  const due: WatchedSchedule[] = [];
  while (due.length < limits.launchesPerTickMax) {
    const watched = takeNext(memory, now);
    if (watched === undefined) break;
    due.push(watched);
  }
  return due;
}

/**
 * A launch that failed may have been committed, with only its answer lost. Its row tells; without that look
 * it could be counted among the missed ones, in a row that they share.
 */
async function settleDoubt({ store }: Context, due: readonly WatchedSchedule[]): Promise<void> {
  const doubtful = due.filter(({ retry }) => retry !== null);
  await Promise.all(
    doubtful.map(async (watched) => {
      if (watched.retry === null) return;
      const tried = watched.retry.due;
      const row = await store.get("occurrences", occurrenceKey(watched.schedule.name, tried));
      if (row === undefined) return;
      watched.cursor = latest(watched.cursor, tried);
      watched.retry = null;
    }),
  );
}

function workOf({ limits }: Context, watched: WatchedSchedule, now: EpochMs): Work {
  const { schedule, cursor, unsettled, retry } = watched;
  const { missedRowsMax } = limits;
  const isDisabled = schedule.definition.state === "DISABLED";
  const past = unsettled.map(({ timetable, cursor: from }) => ({
    schedule,
    timetable: timetable.id,
    passed: settlePast(timetable, { cursor: from, isDisabled, missedRowsMax }),
  }));
  const { maxAgeSeconds } = schedule.definition.retry ?? {};
  const catchUpMs = maxAgeSeconds === undefined ? limits.catchUpMs : maxAgeSeconds * 1_000;
  const by = epochMs(now - offsetOf(watched));
  const facts = { cursor, now: by, failed: retry, catchUpMs, missedRowsMax };
  const { passed, launch } = decide(schedule.present, facts);
  return { watched, past, present: { schedule, timetable: schedule.present.id, passed }, launch };
}

function afterPassed(watched: WatchedSchedule, present: PassedOf): void {
  const newest = present.passed.at(-1);
  if (newest !== undefined) watched.cursor = latest(watched.cursor, newest.due);
  if (watched.retry !== null && watched.retry.due <= watched.cursor) watched.retry = null;
}

function toLaunch({ watched, launch }: Work): readonly DueLaunch[] {
  return launch === null ? [] : [{ watched, due: launch }];
}

/** Moves the cursor, or plans the next try; gives what is to be recorded as missed. */
function afterLaunch(context: Context, { watched, due, outcome }: MadeLaunch): readonly PassedOf[] {
  switch (outcome.kind) {
    case "launched":
    case "refused":
    case "duplicate":
      watched.cursor = latest(watched.cursor, due);
      watched.retry = null;
      return [];
    case "failed":
      return afterFailure(context, { watched, due, ...outcome });
  }
}

interface Failure extends DueLaunch {
  readonly isRetryable: boolean;
  readonly reason: string;
}

function afterFailure(context: Context, { watched, due, isRetryable, reason }: Failure): readonly PassedOf[] {
  const { schedule, retry } = watched;
  const attempts = (retry?.due === due ? retry.attempts : 0) + 1;
  const line = { level: "warn", schedule: schedule.name, due } as const;
  const attemptsMax = 1 + (schedule.definition.retry?.maxAttempts ?? Number.POSITIVE_INFINITY);
  if (isRetryable && attempts < attemptsMax) {
    const at = retryAt(context, context.clock.now(), attempts);
    watched.retry = { due, attempts, reason, at };
    context.log({ ...line, message: `launch failed (attempt ${attempts}), it is tried again: ${reason}` });
    return [];
  }
  context.log({ ...line, message: `launch failed, and the occurrence is missed: ${reason}` });
  const passed: Passed = {
    due,
    status: "MISSED",
    reason: { code: "LAUNCH_FAILED", message: reason, attempts },
  };
  return [{ schedule, timetable: schedule.present.id, passed: [passed] }];
}

function advance(memory: Memory, name: string, rows: readonly Passed[]): void {
  const watched = memory.schedules.get(name);
  const newest = rows.at(-1);
  if (watched === undefined || newest === undefined) return;
  watched.cursor = latest(watched.cursor, newest.due);
  watched.retry = null;
}

/**
 * What came of the launches, and cursors that lag. Nothing depends on it: what is not written for a crash
 * can be found by the cause that the run or the execution carries, or is rebuilt.
 */
async function note(context: Context, work: readonly Work[], made: readonly MadeLaunch[]): Promise<void> {
  const notes = made.flatMap(({ row, outcome }) =>
    outcome.kind === "launched" || outcome.kind === "refused"
      ? [{ guards: [], writes: [noteLaunch(row, outcome)] }]
      : [],
  );
  const lagging = work.map(({ watched }) => watched).filter((watched) => isLagging(context, watched));
  if (notes.length + lagging.length === 0) return;
  const outcomes = await commitParts(context, [...notes, ...lagging.map(cursorWrites)]);
  for (const [index, watched] of lagging.entries()) {
    watched.unsettled = [];
    if (outcomes[notes.length + index]?.ok !== true) continue;
    const { stored, cursor, schedule } = watched;
    watched.stored = { version: stored.version + 1, timetable: schedule.present.id, cursor };
  }
}

/** One that was changed meanwhile stays: its owner's reload takes it up again. */
async function removeCompleted(context: Context, completed: readonly WatchedSchedule[]): Promise<void> {
  if (completed.length === 0) return;
  await commitParts(
    context,
    completed.map(({ schedule, stored }) =>
      removeSchedule({ key: schedule.name, version: schedule.version }, stored),
    ),
  );
  for (const { schedule } of completed) {
    context.log({ level: "info", message: "completed, and deleted as it asked", schedule: schedule.name });
  }
}

function isLagging({ limits }: Context, { unsettled, cursor, stored }: WatchedSchedule): boolean {
  return unsettled.length > 0 || cursor - stored.cursor >= limits.cursorLagMs;
}

function countOf(all: readonly PassedOf[], status: Passed["status"]): number {
  const rows = all.flatMap(({ passed }) => passed).filter((passed) => passed.status === status);
  return rows.reduce((sum, { summary }) => sum + (summary?.count ?? 1), 0);
}
