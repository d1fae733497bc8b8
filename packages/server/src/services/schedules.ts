import { ApiError } from "@landbridge/api";
import { executionId, LandbridgeError, runId } from "@landbridge/model";
import {
  type Occurrence,
  type Scheduler,
  type ScheduleView as StoredView,
  scheduleKeyOf,
  toDeadLetter,
} from "@landbridge/scheduler";
import type { Guard, Store, Write } from "@landbridge/store";
import type { OccurrenceView, ScheduleServices, ScheduleView } from "../http/services.ts";
import { pageOf } from "./pages.ts";

export interface ScheduleParts {
  readonly scheduler: Scheduler;
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
}

export function createScheduleServices({
  scheduler,
  store,
  partition,
  epoch,
}: ScheduleParts): ScheduleServices {
  const known = async (name: string): Promise<void> => {
    const schedules = await scheduler.listSchedules();
    if (schedules.some(({ definition }) => scheduleKeyOf(definition) === name)) return;
    throw new ApiError("SCHEDULE_NOT_FOUND", `there is no schedule "${name}".`);
  };
  return {
    list: async (page) => pageOf((await scheduler.listSchedules()).map(toView), page, scheduleKeyOf),
    async occurrences(schedule, { when, limit, cursor }) {
      if (when === "upcoming") return { items: await upcoming(scheduler, schedule, limit) };
      const page = await scheduler.listOccurrences({
        schedule,
        limit,
        ...(cursor !== undefined && { cursor }),
      });
      // A schedule that is gone still has its past.
      if (page.items.length === 0) await known(schedule);
      return { items: page.items.map(toOccurrence), ...(page.next !== undefined && { next: page.next }) };
    },
    async deadLetters({ queue, limit, cursor }) {
      const page = await store.list("deadLetters", {
        ...(queue !== undefined && { where: { queue } }),
        orderBy: "sentAt",
        direction: "descending",
        limit,
        ...(cursor !== undefined && { after: cursor }),
      });
      return { items: page.rows.map(toDeadLetter), ...(page.next !== undefined && { next: page.next }) };
    },
    async deleteDeadLetter(id) {
      const row = await store.get("deadLetters", id);
      const missing = new ApiError("DEAD_LETTER_NOT_FOUND", "There is none of that id.");
      if (row === undefined) throw missing;
      const [table, key] = ["deadLetters", id] as const;
      const guards: Guard[] = [{ kind: "version", table, key, version: row.version }];
      const writes: Write[] = [{ kind: "delete", table, key }];
      const [outcome] = await store.commit([{ partition, epoch: epoch(), guards, writes }]);
      if (outcome?.ok !== true) throw missing;
    },
  };
}

async function upcoming(scheduler: Scheduler, schedule: string, limit: number): Promise<OccurrenceView[]> {
  try {
    const due = await scheduler.upcoming(schedule, limit);
    return due.map((instant) => ({ schedule, due: instant, status: "UPCOMING" }));
  } catch (error) {
    if (!(error instanceof LandbridgeError) || error.code !== "UNKNOWN_SCHEDULE") throw error;
    throw new ApiError("SCHEDULE_NOT_FOUND", `there is no schedule "${schedule}".`, { cause: error });
  }
}

function toView({ definition, owner, nextDue }: StoredView): ScheduleView {
  return { ...definition, owner, ...(nextDue !== null && { nextDue }) };
}

function toOccurrence({
  schedule,
  due,
  status,
  decidedAt,
  launch,
  reason,
  summary,
}: Occurrence): OccurrenceView {
  return {
    schedule,
    due,
    status,
    decidedAt,
    ...(reason !== undefined && { reason: reason.message, reasonCode: reason.code }),
    ...(summary !== undefined && { summary }),
    ...launchedIds(launch),
  };
}

function launchedIds(
  launch: Occurrence["launch"],
): Pick<OccurrenceView, "run" | "execution" | "blockingRun"> {
  if (launch === undefined) return {};
  if (launch.kind === "refused") return { run: runId(launch.runId), blockingRun: runId(launch.blockingRun) };
  const { kind, id } = launch.launched;
  return kind === "run" ? { run: runId(id) } : { execution: executionId(id) };
}
