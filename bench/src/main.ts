import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { benchAsl } from "./asl/suite.ts";
import { benchEngine } from "./engine/suite.ts";
import type { Figure } from "./figure.ts";
import { benchHosts } from "./hosts/suite.ts";
import { benchItems } from "./items/suite.ts";
import { benchJobs } from "./jobs/suite.ts";
import { printFigures } from "./print.ts";
import { benchWire } from "./wire/suite.ts";

const usage = `usage: npm run bench -- SUITE [options]

Suites
  asl                 pure transitions by kind of state, against the npm package aws-local-stepfunctions
  engine              durable executions on a real file or PostgreSQL, fsync before each acknowledgement, in process
  items               a CSV of 5 million rows as a Map's items: rows a second, and memory (--seconds below 1: 200,000 rows)
  jobs                the Jobs API over HTTP: launches accepted durably, against a server in a process of its own
  hosts               jobs through an agent of its own: first output, 200 at once, output at full speed, 1,000 agents
  wire                AWS's protocol over HTTP, signed, against a server in a process of its own

Options
  --seconds N         how long each workload runs (5)
  --store STORE       sqlite (default), postgres (a private server on this machine), or postgres://…
  --data DIR          where the store's folder is made (a folder under the system's temporary one)
  --json              figures as JSON
  --help

Example
  npm run bench -- engine --seconds 3 --json`;

const suites = {
  asl: benchAsl,
  engine: benchEngine,
  hosts: benchHosts,
  items: benchItems,
  jobs: benchJobs,
  wire: benchWire,
} as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "5" },
    data: { type: "string" },
    store: { type: "string", default: "sqlite" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const [name = "", ...surplus] = positionals;
const seconds = Number(values.seconds);

if (values.help) console.log(usage);
else if (!isSuite(name) || surplus.length > 0 || !(seconds > 0)) {
  console.error(
    `bench: expected one of ${Object.keys(suites).join(", ")} and a positive --seconds\n\n${usage}`,
  );
  process.exitCode = 2;
} else {
  const figures = await suites[name]({ seconds, data: values.data, store: values.store, progress: note });
  if (values.json) console.log(JSON.stringify({ suite: name, machine: machine(), figures }, null, 2));
  else print(figures);
  // Warm workers and their pipes are not worth waiting for.
  process.exit(0);
}

function isSuite(text: string): text is keyof typeof suites {
  return Object.hasOwn(suites, text);
}

function note(text: string): void {
  if (!values.json) console.error(`… ${text}`);
}

function print(figures: readonly Figure[]): void {
  const { cores, model, node, memoryGiB } = machine();
  console.log(`${cores} × ${model}, ${memoryGiB} GiB, Node ${node}`);
  console.log(printFigures(figures));
}

function machine(): { cores: number; model: string; node: string; memoryGiB: number } {
  const [first] = cpus();
  return {
    cores: cpus().length,
    model: first?.model.trim() ?? "unknown",
    node: process.versions.node,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}
