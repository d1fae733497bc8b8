import { connection, json, listing, utc } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

const name = { name: "<name>", description: "of the host" } as const;
const single = [json, utc, ...connection] as const;

export const hostSpecs: readonly CommandSpec[] = [
  {
    name: "agent",
    heading: "Run a server",
    summary: "run jobs on this host for a server elsewhere",
    details:
      "Connects to the server and connects again whenever that ends; nothing connects to this host. Jobs go on " +
      "whether or not the agent, the server or the network is there, and what became of them is told later. The " +
      "token of `landbridge hosts enrol` is needed once; the agent then has a key of its own in its data folder.",
    options: [
      {
        flags: "--server <url>",
        description: "the server (default: LANDBRIDGE_URL); repeated: several nodes, the first that answers",
        isRepeatable: true,
      },
      {
        flags: "--name <name>",
        description: "this host's name (default: the one of the token or the data folder)",
      },
      { flags: "--label <k=v>", description: "for jobs to choose by; may be repeated", isRepeatable: true },
      { flags: "--slots <n>", description: "how many runs at once (default: 256)" },
      { flags: "--cpu-units <n>", description: "1024 for each processor that runs may take (default: all)" },
      { flags: "--memory <mebibytes>", description: "memory that runs may take (default: all)" },
      { flags: "--data <dir>", description: "where runs and the key are kept (default: .landbridge-agent)" },
      {
        flags: "--ca <file>",
        description:
          "the server's authority: a PEM file, or sha256:FINGERPRINT (default: what the token says)",
      },
      {
        flags: "--token <token>",
        description: "enrols this host; better in LANDBRIDGE_ENROLMENT, which no list of processes shows",
      },
      { flags: "--allow-plain-http", description: "speak to a server on another machine without TLS" },
      {
        flags: "--log <form>",
        description: "how events are told (default: text)",
        choices: ["text", "json"],
      },
    ],
    examples: [
      {
        line: "landbridge agent --server https://jobs.internal:7070 --token lbt_…",
        says: "the first time",
      },
      {
        line: "landbridge agent --server https://jobs.internal:7070 --label zone=a --label gpu=yes",
        says: "with labels",
      },
      {
        line: "landbridge agent --server https://a.internal:7070 --server https://b.internal:7070",
        says: "to whichever of two nodes is there",
      },
    ],
    load: () => import("../agent/agent.ts"),
  },
  {
    name: "hosts",
    heading: "Administer",
    summary: "list the hosts that jobs run on, and what runs there",
    options: listing,
    examples: [
      { line: "landbridge hosts", says: "all hosts" },
      {
        line: "landbridge hosts --json | jq -r '.items[] | select(.isConnected | not) | .name'",
        says: "who is away",
      },
    ],
    load: () => import("../commands/hosts-list.ts"),
  },
  {
    name: "hosts show",
    heading: "Administer",
    summary: "show one host",
    parameters: [name],
    options: single,
    examples: [{ line: "landbridge hosts show atlas", says: "its labels, and what it has to give" }],
    load: () => import("../commands/hosts-show.ts"),
  },
  {
    name: "hosts enrol",
    heading: "Administer",
    summary: "make a token with which one agent becomes this host",
    details:
      "The token is told this once, alone on the standard output, and holds once. A host that is there already is " +
      "enrolled anew, on a new machine for instance; refused while runs may be alive on the old one.",
    parameters: [name],
    options: [
      { flags: "--expires <seconds>", description: "how long the token holds (default: 86400)" },
      ...single,
    ],
    examples: [
      { line: "landbridge hosts enrol atlas > atlas.token", says: "for `landbridge agent` on atlas" },
    ],
    load: () => import("../commands/hosts-enrol.ts"),
  },
  {
    name: "hosts drain",
    heading: "Administer",
    summary: "give a host no new runs; those that it has go on",
    parameters: [name],
    options: [{ flags: "--wait", description: "until nothing runs there any more" }, ...single],
    examples: [{ line: "landbridge hosts drain atlas --wait", says: "before it is taken down" }],
    load: () => import("../commands/hosts-drain.ts"),
  },
  {
    name: "hosts resume",
    heading: "Administer",
    summary: "give a drained host new runs again",
    parameters: [name],
    options: single,
    examples: [{ line: "landbridge hosts resume atlas", says: "it is back" }],
    load: () => import("../commands/hosts-resume.ts"),
  },
  {
    name: "hosts rotate",
    heading: "Administer",
    summary: "give a host's agent a new key, over its connection",
    parameters: [name],
    options: single,
    examples: [
      { line: "landbridge hosts rotate atlas", says: "the old key holds until the new one is stored" },
    ],
    load: () => import("../commands/hosts-rotate.ts"),
  },
  {
    name: "hosts remove",
    heading: "Administer",
    summary: "remove a host; its key is refused from now on",
    parameters: [name],
    options: single,
    examples: [{ line: "landbridge hosts remove atlas", says: "when nothing runs there any more" }],
    load: () => import("../commands/hosts-remove.ts"),
  },
];
