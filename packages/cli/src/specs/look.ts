import { connection, json, listing, utc } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

export const lookSpecs: readonly CommandSpec[] = [
  {
    name: "runs",
    heading: "Look",
    summary: "list runs of jobs, newest first",
    options: [
      { flags: "--job <name>", description: "only runs of this job" },
      { flags: "--status <status>", description: "only these: RUNNING, FAILED, REFUSED, …" },
      { flags: "--host <name>", description: "only runs on this host" },
      {
        flags: "--since <when>",
        description: "only launches from then on: 2h or 7d ago (2h, 7d), or an instant",
      },
      { flags: "--until <when>", description: "only launches before then" },
      ...listing,
    ],
    examples: [
      { line: "landbridge runs --status RUNNING", says: "what runs now" },
      { line: "landbridge runs --status FAILED --since 24h", says: "what failed since yesterday" },
      { line: "landbridge runs --job load-customers --limit 5", says: "the last five of a job" },
      { line: "landbridge runs --all --json | jq '.items[].id'", says: "all ids" },
    ],
    load: () => import("../commands/runs.ts"),
  },
  {
    name: "executions",
    heading: "Look",
    summary: "list executions of state machines, newest first",
    options: [
      { flags: "--state-machine <name>", description: "only executions of this state machine" },
      { flags: "--status <status>", description: "only these: RUNNING, SUCCEEDED, FAILED, …" },
      ...listing,
    ],
    examples: [
      { line: "landbridge executions --status FAILED", says: "what failed" },
      { line: "landbridge executions --state-machine nightly", says: "of one state machine" },
    ],
    load: () => import("../commands/executions.ts"),
  },
  {
    name: "map-runs",
    heading: "Look",
    summary: "list the map runs of an execution, newest first",
    details:
      "One for each time that a Map state in distributed mode was entered, with what became of its items.",
    parameters: [{ name: "<execution>", description: "the id or ARN of an execution" }],
    options: listing,
    examples: [
      { line: "landbridge map-runs 0199c0de-…", says: "how far they are" },
      { line: "landbridge map-runs 0199c0de-… --json | jq '.items[].arn'", says: "their ARNs" },
    ],
    load: () => import("../commands/map-runs.ts"),
  },
  {
    name: "show",
    heading: "Look",
    summary: "show a run, an execution or a map run",
    parameters: [
      { name: "<id>", description: "the id of a run, or the id or ARN of an execution or a map run" },
    ],
    options: [json, utc, ...connection],
    examples: [
      { line: "landbridge show 0199c0de-…", says: "everything that is known of it" },
      { line: "landbridge show arn:aws:states:…:mapRun:m/L:0199c0de-…", says: "a map run, by its ARN" },
    ],
    load: () => import("../commands/show.ts"),
  },
  {
    name: "history",
    heading: "Look",
    summary: "list the events of an execution",
    details: "With --json, the events as AWS Step Functions' GetExecutionHistory gives them, under `events`.",
    parameters: [{ name: "<id>", description: "the id or ARN of an execution" }],
    options: [
      { flags: "--reverse", description: "newest first" },
      { flags: "--without-data", description: "leave inputs and outputs out" },
      { flags: "--limit <n>", description: "show at most so many (default: 1000)" },
      { flags: "--all", description: "show everything, page by page" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: "landbridge history 0199c0de-…", says: "one line an event" },
      { line: "landbridge history 0199c0de-… --all --json", says: "in AWS's shapes" },
    ],
    load: () => import("../commands/history.ts"),
  },
  {
    name: "logs",
    heading: "Look",
    summary: "print the output of a run",
    details:
      "What the run wrote to its standard output goes to the standard output, the rest to standard error. With " +
      "--follow it goes on until the run ends, over retries and over restarts of the server.",
    parameters: [{ name: "<id>", description: "the id of a run" }],
    options: [
      { flags: "-f, --follow", description: "go on as it comes" },
      {
        flags: "--stream <name>",
        description: "only this one, on the standard output",
        choices: ["stdout", "stderr"],
      },
      { flags: "--attempt <n>", description: "of this attempt (default: the newest)" },
      { flags: "-t, --timestamps", description: "before each line, when it was written" },
      ...connection,
    ],
    examples: [
      { line: "landbridge logs 0199c0de-… -f", says: "follow it" },
      { line: "landbridge logs 0199c0de-… --stream stderr", says: "errors alone" },
      { line: "landbridge logs 0199c0de-… -t", says: "each line with its time" },
    ],
    load: () => import("../commands/logs.ts"),
  },
  {
    name: "jobs",
    heading: "Look",
    summary: "list the jobs, or show one",
    parameters: [{ name: "[name]", description: "of a job, to see all of it" }],
    options: listing,
    examples: [
      { line: "landbridge jobs", says: "all jobs" },
      { line: "landbridge jobs load-customers", says: "one job's definition" },
    ],
    load: () => import("../commands/jobs.ts"),
  },
  {
    name: "machines",
    heading: "Look",
    summary: "list the state machines, or show one",
    parameters: [{ name: "[name]", description: "of a state machine, to see its definition" }],
    options: [...listing],
    examples: [
      { line: "landbridge machines", says: "all state machines" },
      { line: "landbridge machines nightly --json | jq -r .definition", says: "one definition" },
    ],
    load: () => import("../commands/machines.ts"),
  },
  {
    name: "schedules",
    heading: "Time",
    summary: "list the schedules, each with the next time at which it is due",
    options: listing,
    examples: [{ line: "landbridge schedules", says: "all schedules" }],
    load: () => import("../commands/schedules.ts"),
  },
];
