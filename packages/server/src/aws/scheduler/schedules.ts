import { createHash } from "node:crypto";
import type { JsonObject, ScheduleDefinition } from "@landbridge/model";
import {
  DEFAULT_GROUP,
  putSchedule,
  removeSchedule,
  type Schedule,
  scheduleKeyOf,
  toSchedule,
} from "@landbridge/scheduler";
import type { Guard, Row } from "@landbridge/store";
import { scheduleArnOf } from "../../launching/schedule-arn.ts";
import { schedulerFault } from "./errors.ts";
import { sameGroup, toGroup } from "./group-row.ts";
import { findGroup } from "./groups.ts";
import { pageAfter } from "./pages.ts";
import type { SchedulerInput } from "./read-input.ts";
import { commitPart, type SchedulerParts, schedulerQuotas, TRIES_MAX } from "./scheduler-parts.ts";
import { toDefinition } from "./to-definition.ts";
import { scheduleOutput, scheduleSummary } from "./to-output.ts";

export async function createSchedule(
  parts: SchedulerParts,
  input: SchedulerInput<"CreateSchedule">,
): Promise<JsonObject> {
  const { store, clock, scheduler, home } = parts;
  const definition = toDefinition(input, clock.now());
  const key = scheduleKeyOf(definition);
  const arn = scheduleArnOf(home, key);
  await checkQuota(parts, key);
  const guards = await openGroup(parts, definition.group);
  const creation = creationOf(input);
  const put = putSchedule(definition, {
    row: undefined,
    owner: "api",
    now: clock.now(),
    ...(creation !== undefined && { creation }),
  });
  if (await commitPart(parts, { guards: [...guards, ...put.guards], writes: put.writes })) {
    await scheduler.refresh(key);
    return { ScheduleArn: arn };
  }
  const row = await store.get("schedules", key);
  // Asked for again, because the first answer was lost.
  if (row !== undefined && creation !== undefined && toSchedule(row).creation === creation) {
    return { ScheduleArn: arn };
  }
  if (row !== undefined)
    throw schedulerFault("ConflictException", `Schedule ${definition.name} already exists.`);
  throw noGroup(definition.group ?? DEFAULT_GROUP);
}

/** Throws ServiceQuotaExceededException; one that is there already makes none more. */
async function checkQuota({ scheduler, store, quotas = schedulerQuotas }: SchedulerParts, key: string) {
  if ((await scheduler.countSchedules()) < quotas.schedulesMax) return;
  if ((await store.get("schedules", key)) !== undefined) return;
  throw schedulerFault(
    "ServiceQuotaExceededException",
    `There are ${quotas.schedulesMax} schedules already; delete some.`,
  );
}

/** The whole of it is replaced: what the request leaves out has its default again, as on AWS. */
export async function updateSchedule(
  parts: SchedulerParts,
  input: SchedulerInput<"UpdateSchedule">,
): Promise<JsonObject> {
  const { clock, scheduler, home } = parts;
  const definition = toDefinition(input, clock.now());
  const key = scheduleKeyOf(definition);
  await changed(parts, definition, (row) => putSchedule(definition, { row, owner: "api", now: clock.now() }));
  await scheduler.refresh(key);
  return { ScheduleArn: scheduleArnOf(home, key) };
}

export async function deleteSchedule(
  parts: SchedulerParts,
  { name, groupName }: SchedulerInput<"DeleteSchedule">,
): Promise<JsonObject> {
  await changed(parts, named(name, groupName), removeSchedule);
  await parts.scheduler.refresh(scheduleKeyOf(named(name, groupName)));
  return {};
}

export async function getSchedule(
  parts: SchedulerParts,
  { name, groupName }: SchedulerInput<"GetSchedule">,
): Promise<JsonObject> {
  return scheduleOutput(parts.home, toSchedule(await rowOf(parts, named(name, groupName))));
}

export async function listSchedules(
  parts: SchedulerParts,
  input: SchedulerInput<"ListSchedules">,
): Promise<JsonObject> {
  const { scheduler, home } = parts;
  const { groupName, namePrefix, state } = input;
  if (groupName !== undefined) await findGroup(parts, groupName);
  const all = await scheduler.listSchedules();
  const wanted = all.filter(
    ({ definition }) =>
      (groupName === undefined || (definition.group ?? DEFAULT_GROUP) === groupName) &&
      (namePrefix === undefined || definition.name.startsWith(namePrefix)) &&
      (state === undefined || definition.state === state),
  );
  const list = JSON.stringify(["schedules", groupName, namePrefix, state]);
  const page = pageAfter(wanted, ({ definition }) => scheduleKeyOf(definition), { list, ...input });
  return {
    ...(page.nextToken !== undefined && { NextToken: page.nextToken }),
    Schedules: page.items.map((one) => scheduleSummary(home, one)),
  };
}

type Named = Pick<ScheduleDefinition, "name" | "group">;

function named(name: string, group: string | undefined): Named {
  return group === undefined ? { name } : { name, group };
}

async function rowOf({ store }: SchedulerParts, schedule: Named): Promise<Row<"schedules">> {
  const row = await store.get("schedules", scheduleKeyOf(schedule));
  if (row !== undefined) return row;
  throw schedulerFault("ResourceNotFoundException", `Schedule ${schedule.name} does not exist.`);
}

/** Changes the row as it stands, and again if it was changed meanwhile. */
async function changed(
  parts: SchedulerParts,
  schedule: Named,
  change: (row: Row<"schedules">) => ReturnType<typeof putSchedule>,
): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const row = await rowOf(parts, schedule);
    checkOwner(toSchedule(row));
    if (await commitPart(parts, change(row))) return;
  }
  throw schedulerFault(
    "ConflictException",
    `Schedule ${schedule.name} is being changed by others; try again.`,
  );
}

function checkOwner({ name, owner }: Schedule): void {
  if (owner === "api") return;
  const message = `Schedule ${name} belongs to a project folder: change it there, and apply the project.`;
  throw schedulerFault("ConflictException", message);
}

/** A guard that the group is there until the schedule is in it. Throws where it is not. */
async function openGroup({ store }: SchedulerParts, group: string | undefined): Promise<readonly Guard[]> {
  if (group === undefined) return [];
  const row = await store.get("scheduleGroups", group);
  if (row === undefined) throw noGroup(group);
  if (toGroup(row).state === "DELETING") {
    throw schedulerFault("ConflictException", `Schedule group ${group} is being deleted.`);
  }
  return [sameGroup(row)];
}

function noGroup(name: string): Error {
  return schedulerFault("ResourceNotFoundException", `Schedule group ${name} does not exist.`);
}

/** The token and all that was asked with it; undefined: there is no token. */
function creationOf(input: SchedulerInput<"CreateSchedule">): string | undefined {
  if (input.clientToken === undefined) return undefined;
  return createHash("sha256").update(JSON.stringify(input)).digest("base64url");
}
