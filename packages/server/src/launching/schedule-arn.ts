import type { Home } from "@landbridge/engine";
import { DEFAULT_GROUP } from "@landbridge/scheduler";

/** @param key of a schedule: its name, with its group's before it unless that is the default one */
export function scheduleArnOf({ partition, region, account }: Home, key: string): string {
  const path = key.includes("/") ? key : `${DEFAULT_GROUP}/${key}`;
  return `arn:${partition}:scheduler:${region}:${account}:schedule/${path}`;
}

export function scheduleGroupArnOf({ partition, region, account }: Home, group: string): string {
  return `arn:${partition}:scheduler:${region}:${account}:schedule-group/${group}`;
}
