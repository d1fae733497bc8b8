import { createHash } from "node:crypto";
import type { EpochMs, ScheduleDefinition } from "@landbridge/model";

/** The group of a schedule that names none. */
export const DEFAULT_GROUP = "default";

/** What a schedule is known by in rows and lists: its name, with its group's before it unless that is the default one. */
export function scheduleKeyOf({ name, group }: Pick<ScheduleDefinition, "name" | "group">): string {
  return group === undefined || group === DEFAULT_GROUP ? name : `${group}/${name}`;
}

/**
 * The same for the same occurrence, always. At most 78 characters of the set that names of executions may
 * have, so that it can serve as one.
 */
export function launchKeyOf(scheduleKey: string, due: EpochMs): string {
  // A slash, and both names at their longest, are more than an execution's name takes.
  const isPlain = !scheduleKey.includes("/");
  return `${isPlain ? scheduleKey : digestOf(scheduleKey)}-${due}`;
}

/**
 * How much later than it is due a schedule launches: the same for all its occurrences, so that they keep their
 * order, and spread over the window from one schedule to the next.
 * Source: EventBridge Scheduler User Guide, "Configuring flexible time windows".
 */
export function windowOffsetMs(scheduleKey: string, minutes: number | undefined): number {
  if (minutes === undefined) return 0;
  const share = Number.parseInt(digestOf(scheduleKey).slice(0, 8), 16) / 2 ** 32;
  return Math.floor(share * minutes * 60_000);
}

function digestOf(scheduleKey: string): string {
  return createHash("sha256").update(scheduleKey).digest("hex").slice(0, 40);
}
