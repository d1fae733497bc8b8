import { assert, type EpochMs, epochMs } from "@landbridge/model";
import { DEFAULT_GROUP } from "@landbridge/scheduler";
import type { EntryPart, Guard, Row, Write } from "@landbridge/store";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface ScheduleGroup {
  readonly name: string;
  /** DELETING: its schedules are being deleted, and then it is. */
  readonly state: "ACTIVE" | "DELETING";
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  /** By key, in their order. */
  readonly tags: readonly Tag[];
  /** Tells the same creation, asked for again, from another one of the same name. */
  readonly creation?: string;
}

/** There before anybody makes it, and for ever. */
export const defaultGroup: ScheduleGroup = {
  name: DEFAULT_GROUP,
  state: "ACTIVE",
  createdAt: epochMs(0),
  updatedAt: epochMs(0),
  tags: [],
};

export function toGroup({ key, body }: Row<"scheduleGroups">): ScheduleGroup {
  const { v, ...group } = JSON.parse(body) as { v: number } & ScheduleGroup;
  assert(v === 1 && group.name === key, `the row of schedule group ${key} holds that group`);
  return group;
}

export function insertGroup(group: ScheduleGroup): EntryPart {
  const [table, key] = ["scheduleGroups", group.name] as const;
  const columns = { createdAt: group.createdAt };
  return {
    guards: [{ kind: "absent", table, key }],
    writes: [{ kind: "insert", table, key, columns, body: encode(group) }],
  };
}

/** @param row absent: the default group as it was from the first */
export function updateGroup(group: ScheduleGroup, row: Row<"scheduleGroups"> | undefined): EntryPart {
  if (row === undefined) return insertGroup(group);
  const [table, key] = ["scheduleGroups", group.name] as const;
  const writes: Write[] = [{ kind: "update", table, key, body: encode(group) }];
  return { guards: [sameGroup(row)], writes };
}

export function deleteGroup(row: Row<"scheduleGroups">): EntryPart {
  return {
    guards: [sameGroup(row)],
    writes: [{ kind: "delete", table: "scheduleGroups", key: row.key }],
  };
}

/** Holds as long as nobody changes or deletes it. */
export function sameGroup({ key, version }: Row<"scheduleGroups">): Guard {
  return { kind: "version", table: "scheduleGroups", key, version };
}

function encode(group: ScheduleGroup): string {
  return JSON.stringify({ v: 1, ...group });
}
