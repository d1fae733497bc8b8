import { type EpochMs, epochMs } from "@landbridge/model";
import type { FailedLaunch } from "./decide.ts";
import { type DueHeap, dueHeap } from "./due-heap.ts";
import { windowOffsetMs } from "./schedule-key.ts";
import type { Schedule } from "./schedule-row.ts";
import { nextDue, type Timetable } from "./timetable.ts";

/** What the scheduler knows between two ticks; all of it can be read again from the store. */
export interface Memory {
  readonly schedules: Map<string, WatchedSchedule>;
  readonly heap: DueHeap;
}

export interface WatchedSchedule {
  readonly schedule: Schedule;
  /** Of the present timetable; only ever grows. */
  cursor: EpochMs;
  /** Earlier timetables that may still owe occurrences, oldest first. */
  unsettled: readonly UnsettledTimetable[];
  retry: Retry | null;
  stored: StoredCursor;
  /** Where it is in the heap; what stands there for another instant is out of date. */
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
    heap: dueHeap(),
  };
  for (const one of watched) putBack(memory.heap, one);
  return memory;
}

/** Enters it in the heap by when it next wants attention, if it ever does. */
export function putBack(heap: DueHeap, watched: WatchedSchedule): void {
  const at = attentionAt(watched);
  watched.queuedAt = at;
  if (at !== null) heap.push(at, watched.schedule.name);
}

/** The next one that wants attention by `now`, out of the heap. */
export function takeNext({ heap, schedules }: Memory, now: EpochMs): WatchedSchedule | undefined {
  for (let first = heap.peek(); first !== undefined && first.at <= now; first = heap.peek()) {
    heap.pop();
    const watched = schedules.get(first.name);
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
