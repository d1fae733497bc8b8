import type { Action, SchedulerOperation } from "@landbridge/api";
import type { JsonObject } from "@landbridge/model";
import * as groups from "./groups.ts";
import type { SchedulerInput } from "./read-input.ts";
import type { SchedulerParts } from "./scheduler-parts.ts";
import * as schedules from "./schedules.ts";
import * as tags from "./tags.ts";

export type Perform<O extends SchedulerOperation> = (
  parts: SchedulerParts,
  input: SchedulerInput<O>,
) => Promise<JsonObject>;

/** What each operation does, and what its caller must be allowed to. */
export const operations: {
  readonly [O in SchedulerOperation]: { readonly action: Action; readonly perform: Perform<O> };
} = {
  CreateSchedule: { action: "schedules:write", perform: schedules.createSchedule },
  UpdateSchedule: { action: "schedules:write", perform: schedules.updateSchedule },
  GetSchedule: { action: "schedules:read", perform: schedules.getSchedule },
  DeleteSchedule: { action: "schedules:write", perform: schedules.deleteSchedule },
  ListSchedules: { action: "schedules:read", perform: schedules.listSchedules },
  CreateScheduleGroup: { action: "schedules:write", perform: groups.createGroup },
  GetScheduleGroup: { action: "schedules:read", perform: groups.getGroup },
  DeleteScheduleGroup: { action: "schedules:write", perform: groups.deleteScheduleGroup },
  ListScheduleGroups: { action: "schedules:read", perform: groups.listGroups },
  TagResource: { action: "schedules:write", perform: tags.tagResource },
  UntagResource: { action: "schedules:write", perform: tags.untagResource },
  ListTagsForResource: { action: "schedules:read", perform: tags.listTags },
};
