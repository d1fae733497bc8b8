import type { ScheduleDefinition, ScheduleTarget } from "@landbridge/model";
import type { Chance } from "../world/chance.ts";

/** A few hours before the clocks of some zone change: Berlin, New York, Lord Howe Island (by half an hour). */
export const beforeClockChanges = [
  "2026-03-28T22:00:00Z",
  "2026-10-24T22:00:00Z",
  "2026-03-08T05:00:00Z",
  "2026-11-01T04:00:00Z",
  "2026-04-04T13:00:00Z",
  "2026-10-03T14:00:00Z",
] as const;

export function drawSchedule(
  chance: Chance,
  name: string,
  targets: readonly ScheduleTarget[],
  now: number,
): ScheduleDefinition {
  return {
    name,
    expression: drawExpression(chance, now),
    timezone: chance.pick(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    target: chance.pickIn(targets) ?? { kind: "job", job: "forbid" },
    input: { n: chance.whole(0, 9), items: [1, 2, 3] },
    state: chance.is(0.9) ? "ENABLED" : "DISABLED",
  };
}

function drawExpression(chance: Chance, now: number): string {
  switch (chance.pick(["rate", "rate", "minutes", "night", "at"])) {
    case "rate":
      return chance.is(0.5)
        ? `rate(${chance.spread(10, 600)} seconds)`
        : `rate(${chance.spread(2, 90)} minutes)`;
    case "minutes":
      return `cron(*/${chance.pick([5, 7, 15, 20])} * * * ? *)`;
    case "night":
      return chance.pick([
        "cron(0,30 0-4 * * ? *)",
        "cron(30 2 * * ? *)",
        "cron(15 1-3 ? * SUN *)",
        "cron(0 12 * * ? *)",
      ]);
    case "at":
      return `at(${new Date(now + chance.spread(1_000, 86_400_000)).toISOString().slice(0, 19)})`;
  }
}
