import { connection, json, utc } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

const directory = { name: "[dir]", description: "the project folder (default: the current one)" } as const;

export const serveSpecs: readonly CommandSpec[] = [
  {
    name: "up",
    heading: "Run a server",
    summary: "run everything in one process: store, engine, scheduler, API and an agent",
    details:
      "Checks the project, starts the server, applies the project, and then tells what happens as it happens. " +
      "Ctrl-C stops it cleanly; jobs go on running meanwhile, and the next start goes on where this one was.",
    parameters: [
      { name: "[dir]", description: "the project folder (default: the current one, if it is a project)" },
    ],
    options: [
      { flags: "--data <dir>", description: "where everything is kept (default: .landbridge)" },
      { flags: "--host <address>", description: "the address to listen on (default: 127.0.0.1)" },
      { flags: "--port <n>", description: "the port to listen on; 0 picks one (default: 7070)" },
      {
        flags: "--tls-cert <file>",
        description: "speak TLS with this certificate and its chain, in PEM form",
      },
      {
        flags: "--tls-key <file>",
        description: "the certificate's key, in PEM form, readable by its owner only",
      },
      { flags: "--allow-plain-http", description: "listen beyond this machine without TLS" },
      {
        flags: "--public-url <url>",
        description: "where services elsewhere reach this server, for callbacks (default: where it listens)",
      },
      {
        flags: "--store <url>",
        description: "sqlite (default), or postgres://user@host/database; also from LANDBRIDGE_STORE",
      },
      {
        flags: "--node <name>",
        description: "this node's name among those that share the store (default: the machine's)",
      },
      {
        flags: "--lease <seconds>",
        description: "how soon others take over from a node that is dead; the same on all (default: 5)",
      },
      {
        flags: "--objects <dir>",
        description:
          "where buckets are kept; on several nodes a folder that all of them see; also from LANDBRIDGE_OBJECTS " +
          "(default: objects in the data folder)",
      },
      {
        flags: "--keep <what=limit>",
        description:
          "how long or how many of what is over are kept: executions, runs, occurrences or answers; =30d, =10000 " +
          "or =all; may be repeated; also from LANDBRIDGE_KEEP, in a list (default: 90d, answers 7d)",
        isRepeatable: true,
      },
      {
        flags: "--region <name>",
        description:
          "the region of this installation's ARNs, which AWS's clients sign for; also from LANDBRIDGE_REGION " +
          "(default: as the store began, us-east-1 for a new one)",
      },
      {
        flags: "--account <digits>",
        description:
          "the account of its ARNs, twelve digits; also from LANDBRIDGE_ACCOUNT (default: as the store began, " +
          "000000000000 for a new one)",
      },
      {
        flags: "--log <form>",
        description: "how events are told (default: text)",
        choices: ["text", "json"],
      },
      { flags: "--quiet", description: "tell warnings and errors only" },
      utc,
    ],
    examples: [
      { line: "landbridge up examples/bank", says: "run the example" },
      { line: "landbridge up --port 7171 --data /var/lib/landbridge", says: "another port and data folder" },
      {
        line: "PGPASSWORD=… landbridge up --store postgres://landbridge@db.internal/landbridge",
        says: "keep everything in PostgreSQL",
      },
      {
        line: "landbridge up --region eu-central-1 --account 123456789012",
        says: "a new store whose ARNs are those of your account on AWS",
      },
      { line: "landbridge up --keep executions=30d --keep runs=100000", says: "keep less" },
      { line: "landbridge up --log json >> events.jsonl", says: "events as lines of JSON" },
    ],
    load: () => import("../up/up.ts"),
  },
  {
    name: "validate",
    heading: "Run a server",
    summary: "check a project folder, every mistake at once",
    details: "Needs no server. The exit status is 2 when there is a mistake; warnings alone are no mistake.",
    parameters: [directory],
    options: [json],
    examples: [
      { line: "landbridge validate examples/bank", says: "check before applying, in CI for instance" },
      { line: "landbridge validate . --json", says: "for an editor or a program" },
    ],
    load: () => import("../commands/validate.ts"),
  },
  {
    name: "apply",
    heading: "Run a server",
    summary: "load a project folder into a running server",
    details:
      "All of it or nothing. What the project had before and has no longer is deleted; open runs and " +
      "executions go on with what they began with.",
    parameters: [directory],
    options: [{ flags: "--plan", description: "only say what would change" }, json, ...connection],
    examples: [
      { line: "landbridge apply examples/bank --plan", says: "look first" },
      { line: "landbridge apply examples/bank", says: "then load it" },
    ],
    load: () => import("../commands/apply.ts"),
  },
];
