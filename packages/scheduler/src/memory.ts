import { DueQueue, type EpochMs, epochMs } from "@landbridge/model";
import type { FailedLaunch } from "./decide.ts";
import { windowOffsetMs } from "./schedule-key.ts";
import type { Schedule } from "./schedule-row.ts";
import { nextDue, type Timetable } from "./timetable.ts";

/** What the scheduler knows between two ticks; all of it can be read again from the store. */
export interface Memory {
  readonly schedules: Map<string, WatchedSchedule>;
  /** Names of schedules, by when each next wants attention. */
  readonly queue: DueQueue<string>;
}

export interface WatchedSchedule {
  readonly schedule: Schedule;
  /** Of the present timetable; only ever grows. */
  cursor: EpochMs;
  /** Earlier timetables that may still owe occurrences, oldest first. */
  unsettled: readonly UnsettledTimetable[];
  retry: Retry | null;
  stored: StoredCursor;
  /** Where it is in the queue; what stands there for another instant is out of date. */
  queuedAt: EpochMs | null;
}

export interface UnsettledTimetable {
  readonly timetable: Timetable & { readonly until: EpochMs };
  readonly cursor: EpochMs;
}

export interface Retry extends FailedLaunch {
  readonly at: EpochMs;
}

/** The cursor's row as the store has it; version 0: there is none. */
export interface StoredCursor {
  readonly version: number;
  readonly timetable: string;
  readonly cursor: EpochMs;
}

/** @param others that are known, and never due here */
export function makeMemory(
  watched: readonly WatchedSchedule[],
  others: readonly WatchedSchedule[] = [],
): Memory {
  const memory = {
    schedules: new Map([...watched, ...others].map((one) => [one.schedule.name, one])),
    // Names decide where instants are equal, so that the order is always the same.
    queue: new DueQueue<string>((a, b) => a < b),
  };
  for (const one of watched) putBack(memory.queue, one);
  return memory;
}

/** Enters it in the queue by when it next wants attention, if it ever does. */
export function putBack(queue: DueQueue<string>, watched: WatchedSchedule): void {
  const at = attentionAt(watched);
  watched.queuedAt = at;
  if (at !== null) queue.add(at, watched.schedule.name);
}

/** The next one that wants attention by `now`, out of the queue. */
export function takeNext({ queue, schedules }: Memory, now: EpochMs): WatchedSchedule | undefined {
  for (let first = queue.takeDue(now); first !== undefined; first = queue.takeDue(now)) {
    const watched = schedules.get(first.item);
    if (watched === undefined || watched.queuedAt !== first.at) continue;
    watched.queuedAt = null;
    return watched;
  }
  return undefined;
}

function attentionAt(watched: WatchedSchedule): EpochMs | null {
  const { schedule, cursor, unsettled, retry } = watched;
  if (unsettled.length > 0 || isCompleted(watched)) return epochMs(0);
  const due = nextDue(schedule.present, retry === null ? cursor : retry.due);
  const next = due === null ? null : epochMs(due + offsetOf(watched));
  if (retry === null) return next;
  return next === null || retry.at < next ? retry.at : next;
}

/** How much later than it is due an occurrence of the schedule is launched. */
export function offsetOf({ schedule }: WatchedSchedule): number {
  return windowOffsetMs(schedule.name, schedule.definition.flexibleWindowMinutes);
}

/** It has launched, will never again, and is to be deleted for it (ActionAfterCompletion). */
export function isCompleted({ schedule, cursor, unsettled, retry }: WatchedSchedule): boolean {
  const { definition, present } = schedule;
  if (definition.afterCompletion !== "DELETE" || present.expression === null) return false;
  if (unsettled.length > 0 || retry !== null || cursor <= present.since) return false;
  return nextDue(present, cursor) === null;
}
