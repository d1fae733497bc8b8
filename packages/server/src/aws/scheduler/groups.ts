import { createHash } from "node:crypto";
import type { JsonObject } from "@landbridge/model";
import { DEFAULT_GROUP, removeSchedule, scheduleKeyOf, toSchedule } from "@landbridge/scheduler";
import type { Row } from "@landbridge/store";
import { scheduleGroupArnOf } from "../../launching/schedule-arn.ts";
import { invalid, schedulerFault } from "./errors.ts";
import {
  defaultGroup,
  deleteGroup,
  insertGroup,
  type ScheduleGroup,
  toGroup,
  updateGroup,
} from "./group-row.ts";
import { pageAfter } from "./pages.ts";
import type { SchedulerInput } from "./read-input.ts";
import { commitPart, type SchedulerParts, schedulerQuotas, TRIES_MAX } from "./scheduler-parts.ts";

export async function createGroup(
  parts: SchedulerParts,
  input: SchedulerInput<"CreateScheduleGroup">,
): Promise<JsonObject> {
  const { store, clock, home } = parts;
  const { name, clientToken, tags = [] } = input;
  const now = clock.now();
  const creation =
    clientToken === undefined
      ? undefined
      : createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  const group: ScheduleGroup = {
    name,
    state: "ACTIVE",
    createdAt: now,
    updatedAt: now,
    tags,
    ...(creation !== undefined && { creation }),
  };
  const arn = { ScheduleGroupArn: scheduleGroupArnOf(home, name) };
  const { groupsMax } = parts.quotas ?? schedulerQuotas;
  const rows = await groupRows(parts);
  if (rows.length >= groupsMax && rows.every(({ key }) => key !== name))
    throw schedulerFault(
      "ServiceQuotaExceededException",
      `There are ${groupsMax} schedule groups already; delete some.`,
    );
  if (name !== DEFAULT_GROUP && (await commitPart(parts, insertGroup(group)))) return arn;
  const row = await store.get("scheduleGroups", name);
  // Asked for again, because the first answer was lost.
  if (row !== undefined && creation !== undefined && toGroup(row).creation === creation) return arn;
  throw schedulerFault("ConflictException", `Schedule group ${name} already exists.`);
}

export async function getGroup(
  parts: SchedulerParts,
  { name }: SchedulerInput<"GetScheduleGroup">,
): Promise<JsonObject> {
  return groupOutput(parts, (await findGroup(parts, name)).group);
}

export async function listGroups(
  parts: SchedulerParts,
  input: SchedulerInput<"ListScheduleGroups">,
): Promise<JsonObject> {
  const groups = (await groupRows(parts)).map(toGroup);
  const all = groups.some(({ name }) => name === DEFAULT_GROUP) ? groups : [defaultGroup, ...groups];
  const namePrefix = input.namePrefix ?? "";
  const wanted = all
    .filter(({ name }) => name.startsWith(namePrefix))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const list = JSON.stringify(["groups", namePrefix]);
  const page = pageAfter(wanted, ({ name }) => name, { list, ...input });
  return {
    ...(page.nextToken !== undefined && { NextToken: page.nextToken }),
    ScheduleGroups: page.items.map((group) => groupOutput(parts, group)),
  };
}

/**
 * With every schedule in it. It is marked first: so nobody puts another one in meanwhile, and what a crash leaves
 * half done is taken up by `resumeDeletions`.
 */
export async function deleteScheduleGroup(
  parts: SchedulerParts,
  { name }: SchedulerInput<"DeleteScheduleGroup">,
): Promise<JsonObject> {
  if (name === DEFAULT_GROUP) throw invalid("The default schedule group cannot be deleted.");
  await changeGroup(parts, name, (group) => ({ ...group, state: "DELETING" }));
  await finishDeletion(parts, name);
  return {};
}

/** At the start. */
export async function resumeDeletions(parts: SchedulerParts): Promise<void> {
  for (const row of await groupRows(parts)) {
    if (toGroup(row).state === "DELETING") await finishDeletion(parts, row.key);
  }
}

/** Changes it as it stands, and again if it was changed meanwhile. Throws ResourceNotFoundException. */
export async function changeGroup(
  parts: SchedulerParts,
  name: string,
  change: (group: ScheduleGroup) => ScheduleGroup,
): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { group, row } = await findGroup(parts, name);
    const next = { ...change(group), updatedAt: parts.clock.now() };
    if (await commitPart(parts, updateGroup(next, row))) return;
  }
  throw schedulerFault("ConflictException", `Schedule group ${name} is being changed by others; try again.`);
}

/** Throws ResourceNotFoundException. */
export async function findGroup(
  { store }: SchedulerParts,
  name: string,
): Promise<{ readonly group: ScheduleGroup; readonly row: Row<"scheduleGroups"> | undefined }> {
  const row = await store.get("scheduleGroups", name);
  if (row !== undefined) return { group: toGroup(row), row };
  if (name === DEFAULT_GROUP) return { group: defaultGroup, row };
  throw schedulerFault("ResourceNotFoundException", `Schedule group ${name} does not exist.`);
}

async function finishDeletion(parts: SchedulerParts, name: string): Promise<void> {
  const { store, scheduler } = parts;
  for (const row of await scheduler.scheduleRows()) {
    if (toSchedule(row).definition.group !== name) continue;
    // One that somebody changes meanwhile is still to go: its row is read again below.
    await removeUntilGone(parts, row.key);
    await scheduler.refresh(scheduleKeyOf(toSchedule(row).definition));
  }
  const row = await store.get("scheduleGroups", name);
  if (row !== undefined) await commitPart(parts, deleteGroup(row));
}

async function removeUntilGone(parts: SchedulerParts, key: string): Promise<void> {
  for (;;) {
    const row = await parts.store.get("schedules", key);
    if (row === undefined || (await commitPart(parts, removeSchedule(row)))) return;
  }
}

async function groupRows({ store }: SchedulerParts): Promise<readonly Row<"scheduleGroups">[]> {
  const rows: Row<"scheduleGroups">[] = [];
  let after: string | undefined;
  do {
    const query = { orderBy: "createdAt", direction: "ascending", limit: 1_000 } as const;
    const page = await store.list("scheduleGroups", after === undefined ? query : { ...query, after });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

function groupOutput({ home }: SchedulerParts, group: ScheduleGroup): JsonObject {
  const { name, state, createdAt, updatedAt } = group;
  return {
    Arn: scheduleGroupArnOf(home, name),
    CreationDate: createdAt / 1_000,
    LastModificationDate: updatedAt / 1_000,
    Name: name,
    State: state,
  };
}
