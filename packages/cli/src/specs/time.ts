import { connection, json, listing } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

const expression = {
  name: "<expression>",
  description: "cron(…), rate(…) or at(…), as in EventBridge Scheduler",
} as const;
const timezone = {
  flags: "--timezone <zone>",
  description: "the schedule's time zone, an IANA name (default: UTC)",
} as const;

export const timeSpecs: readonly CommandSpec[] = [
  {
    name: "schedule next",
    heading: "Time",
    summary: "tell when an expression fires next",
    details:
      "Needs no server. Shows the wall clock of the schedule's zone. A rate counts from when its schedule is " +
      "made; here it counts from --from.",
    parameters: [expression],
    options: [
      timezone,
      {
        flags: "--from <time>",
        description: "after this: 2030-01-31, 2030-01-31T08:00 in the zone, or with an offset (default: now)",
      },
      { flags: "--count <n>", description: "so many (default: 5)" },
      json,
    ],
    examples: [
      { line: "landbridge schedule next 'rate(5 minutes)'", says: "the next five" },
      {
        line: "landbridge schedule next 'cron(30 8 ? * MON-FRI *)' --timezone Europe/Berlin --count 10",
        says: "on weekdays, in a zone",
      },
      {
        line: "landbridge schedule next 'cron(30 2 * * ? *)' --timezone Europe/Berlin --from 2030-03-30",
        says: "over the change of clocks",
      },
    ],
    load: () => import("../commands/schedule-next.ts"),
  },
  {
    name: "schedule describe",
    heading: "Time",
    summary: "say in plain words what an expression means",
    details: "Needs no server.",
    parameters: [expression],
    options: [timezone, json],
    examples: [{ line: "landbridge schedule describe 'cron(0 18 LW * ? *)'", says: "in words" }],
    load: () => import("../commands/schedule-describe.ts"),
  },
  {
    name: "schedule occurrences",
    heading: "Time",
    summary: "list what a schedule fired, skipped or missed, and why",
    parameters: [{ name: "<name>", description: "of a schedule" }],
    options: [{ flags: "--upcoming", description: "what comes instead, soonest first" }, ...listing],
    examples: [
      { line: "landbridge schedule occurrences nightly", says: "what it did, newest first" },
      { line: "landbridge schedule occurrences nightly --upcoming --limit 3", says: "what comes" },
    ],
    load: () => import("../commands/occurrences.ts"),
  },
  {
    name: "dead-letters",
    heading: "Time",
    summary: "list what schedules with a dead-letter queue could not launch",
    options: [{ flags: "--queue <arn>", description: "of that queue only" }, ...listing],
    examples: [{ line: "landbridge dead-letters --json", says: "with target and input, for a program" }],
    load: () => import("../commands/dead-letters.ts"),
  },
  {
    name: "dead-letters delete",
    heading: "Time",
    summary: "delete one that was dealt with",
    parameters: [{ name: "<id>", description: "of a dead letter" }],
    options: connection,
    examples: [
      { line: "landbridge dead-letters delete 'nightly@1764000000000#1764000900000'", says: "done" },
    ],
    load: () => import("../commands/dead-letters-delete.ts"),
  },
];
