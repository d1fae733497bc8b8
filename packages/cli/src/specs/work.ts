import { connection, json, utc } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

const id = { name: "<id>", description: "the id of a run, or the id or ARN of an execution" } as const;

export const workSpecs: readonly CommandSpec[] = [
  {
    name: "launch",
    heading: "Work",
    summary: "launch a job or start a state machine, by name",
    details:
      "With --wait the exit status is 0 when it succeeds and 1 when it does not. A launch that would overlap " +
      "is refused, names the run in its way, and exits with 1. Each launch is sent under an idempotency key, " +
      "so that one whose answer is lost can be repeated without launching twice.",
    parameters: [{ name: "<name>", description: "of a job or a state machine" }],
    options: [
      { flags: "--input <json>", description: "JSON, @FILE, or - for the standard input (default: {})" },
      { flags: "--wait", description: "wait for the end" },
      { flags: "--name <name>", description: "the execution's name, unique in its state machine" },
      { flags: "--idempotency-key <key>", description: "the same key and request launch nothing new" },
      { flags: "--job", description: "it is a job, where a state machine has the same name" },
      { flags: "--state-machine", description: "it is a state machine, where a job has the same name" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: "landbridge launch load-customers --wait", says: "launch a job and wait for its end" },
      { line: `landbridge launch nightly --input '{"date":"2030-01-31"}'`, says: "start a state machine" },
      { line: "landbridge launch nightly --input @input.json --name jan-31", says: "input from a file" },
      {
        line: "extract | landbridge launch load --input - --json",
        says: "input from a pipe, answer as JSON",
      },
    ],
    load: () => import("../commands/launch.ts"),
  },
  {
    name: "stop",
    heading: "Work",
    summary: "stop a run or an execution",
    details:
      "A run's processes get SIGTERM, then SIGKILL after the job's grace; an execution ends ABORTED. What has " +
      "ended already is left as it is.",
    parameters: [id],
    options: [
      { flags: "--reason <text>", description: "kept with it; an execution's cause" },
      { flags: "--error <name>", description: "an execution's error" },
      json,
      utc,
      ...connection,
    ],
    examples: [{ line: 'landbridge stop 0199c0de-… --reason "wrong file"', says: "stop a run and say why" }],
    load: () => import("../commands/stop.ts"),
  },
  {
    name: "signal",
    heading: "Work",
    summary: "send a signal to a run's processes",
    details:
      "HUP, INT, QUIT, USR1, USR2, TSTP, CONT or WINCH; sent at once, or not at all while the run's host is " +
      "away. To end a run use `stop`, which is certain.",
    parameters: [
      { name: "<run>", description: "the id of the run" },
      { name: "<signal>", description: "USR1, or SIGUSR1" },
    ],
    options: [json, utc, ...connection],
    examples: [{ line: "landbridge signal 0199c0de-… HUP", says: "have a job read its settings again" }],
    load: () => import("../commands/signal.ts"),
  },
  {
    name: "map-run update",
    heading: "Work",
    summary: "change how a running map run goes on",
    parameters: [{ name: "<id>", description: "the id or ARN of a map run" }],
    options: [
      { flags: "--max-concurrency <n>", description: "children at once; 0: no limit of one's own" },
      { flags: "--tolerated-failures <n>", description: "items that may fail" },
      { flags: "--tolerated-percentage <n>", description: "share of the items that may fail" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: "landbridge map-run update 0199c0de-… --max-concurrency 5", says: "spare what it calls" },
    ],
    load: () => import("../commands/map-run-update.ts"),
  },
  {
    name: "redrive",
    heading: "Work",
    summary: "go on with an execution that failed, from the steps that did not succeed",
    details:
      "For executions that FAILED, TIMED_OUT or were ABORTED within the last 14 days, with the definition and " +
      "under the ARN that they have. What succeeded is not run again; of a map run only what failed is.",
    parameters: [{ name: "<execution>", description: "the id or ARN of an execution" }],
    options: [
      { flags: "--token <text>", description: "the same token within 15 minutes redrives once" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: "landbridge redrive 0199c0de-…", says: "after what made it fail was mended" },
      { line: "landbridge redrive 0199c0de-… --token ticket-4711", says: "safe to send twice" },
    ],
    load: () => import("../commands/redrive.ts"),
  },
  {
    name: "resolve",
    heading: "Work",
    summary: "declare a run that nobody can reach gone, and free its slot",
    details:
      "Only for runs that are UNREACHABLE. It is your word that no process of the run is left: if one lives " +
      "after all, the next run will overlap with it. Your word, your key's name and the time are kept.",
    parameters: [{ name: "<run>", description: "the id of the run" }],
    options: [
      { flags: "--reason <text>", description: "how you know that no process is left (needed)" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: 'landbridge resolve 0199c0de-… --reason "host wiped, ticket 4711"', says: "after a lost host" },
    ],
    load: () => import("../commands/resolve.ts"),
  },
];
