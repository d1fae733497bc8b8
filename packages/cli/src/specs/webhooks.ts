import { connection, json, listing } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

const name = { name: "<name>", description: "of the webhook" } as const;

export const webhookSpecs: readonly CommandSpec[] = [
  {
    name: "webhooks put",
    heading: "Administer",
    summary: "tell a URL of runs and executions that end",
    details:
      "Signed as Standard Webhooks has it, sent until it is answered with 2xx, for about a day. The secret is a " +
      "reference, and is looked up for each delivery.",
    parameters: [name],
    options: [
      { flags: "--url <url>", description: "http or https (needed)" },
      {
        flags: "--event <type>",
        description: "run.failed, run.*, execution.succeeded, * …; may be repeated (needed)",
        isRepeatable: true,
      },
      {
        flags: "--of <what>",
        description: "only of job:NAME or state-machine:NAME; * stands for any characters; may be repeated",
        isRepeatable: true,
      },
      { flags: "--secret <reference>", description: "what it is signed with: ${secret:store:NAME} (needed)" },
      { flags: "--disabled", description: "keep it, and send nothing" },
      json,
      ...connection,
    ],
    examples: [
      {
        line: "landbridge webhooks put pager --url https://pager.internal/hook --event run.failed --secret '${secret:store:pager-key}'",
        says: "tell a pager of failed runs",
      },
    ],
    load: () => import("../commands/webhooks-put.ts"),
  },
  {
    name: "webhooks list",
    heading: "Administer",
    summary: "list webhooks",
    options: listing,
    examples: [{ line: "landbridge webhooks list", says: "who is told of what" }],
    load: () => import("../commands/webhooks-list.ts"),
  },
  {
    name: "webhooks delete",
    heading: "Administer",
    summary: "delete a webhook",
    parameters: [name],
    options: connection,
    examples: [{ line: "landbridge webhooks delete pager", says: "it is told nothing more" }],
    load: () => import("../commands/webhooks-delete.ts"),
  },
  {
    name: "webhooks deliveries",
    heading: "Administer",
    summary: "list deliveries that wait, and dead letters",
    options: [
      { flags: "--webhook <name>", description: "only of this webhook" },
      { flags: "--dead", description: "only dead letters" },
      ...listing,
    ],
    examples: [{ line: "landbridge webhooks deliveries --dead", says: "what did not arrive, and why" }],
    load: () => import("../commands/webhooks-deliveries.ts"),
  },
  {
    name: "webhooks redeliver",
    heading: "Administer",
    summary: "deliver a dead letter again",
    parameters: [{ name: "<id>", description: "of the delivery" }],
    options: connection,
    examples: [{ line: "landbridge webhooks redeliver msg_0123456789abcdef", says: "at once" }],
    load: () => import("../commands/webhooks-redeliver.ts"),
  },
];
