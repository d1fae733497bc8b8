import { connection, json, listing, utc } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

export const administerSpecs: readonly CommandSpec[] = [
  {
    name: "keys create",
    heading: "Administer",
    summary: "create an API key",
    details:
      "The key is told this once, alone on the standard output, so that it can be sent to a file; what goes " +
      "with it is told on standard error.",
    options: [
      {
        flags: "--name <name>",
        description: "who or what holds it; shown in audit records (needed; with --aws: aws)",
      },
      {
        flags: "--aws",
        description: "make an access key pair, which AWS's SDKs and command line sign with",
      },
      {
        flags: "--scope <scope>",
        description: "what it may do; may be repeated (default, without --launch: read; with --aws: admin)",
        choices: ["read", "operate", "admin"],
        isRepeatable: true,
      },
      {
        flags: "--launch <what>",
        description:
          "it may launch job:NAME or state-machine:NAME and look at what became of it, and nothing else " +
          "but its scopes; * stands for any characters; may be repeated",
        isRepeatable: true,
      },
      { flags: "--expires <when>", description: "30d, 12h, or an instant (default: never)" },
      { flags: "--rate <n>", description: "it may send so many requests per second (default: 5000)" },
      { flags: "--out <file>", description: "write the key to this new file, readable by you alone" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: "landbridge keys create --name grafana --out grafana.key", says: "a key that may only look" },
      { line: "landbridge keys create --name ci --scope operate --expires 90d", says: "one that may launch" },
      {
        line: "landbridge keys create --name lambda --launch 'job:load-*' --expires 30d",
        says: "one for a caller that launches these jobs and does nothing else",
      },
      {
        line: "landbridge keys create --aws --json",
        says: "accessKeyId and secretAccessKey for AWS's clients",
      },
    ],
    load: () => import("../commands/keys-create.ts"),
  },
  {
    name: "keys list",
    heading: "Administer",
    summary: "list API keys, newest first; not their secrets",
    options: listing,
    examples: [{ line: "landbridge keys list", says: "who holds keys, and when they were last used" }],
    load: () => import("../commands/keys-list.ts"),
  },
  {
    name: "keys rotate",
    heading: "Administer",
    summary: "make a key that takes another one's place",
    details:
      "The new key may do what the old one may, and is told as `keys create` tells it. The old one ends with " +
      "the overlap, so that its holders can change over one by one.",
    parameters: [{ name: "<id>", description: "of the key: the part between its two underscores" }],
    options: [
      { flags: "--overlap <time>", description: "how long the old key still works (default: 24h)" },
      {
        flags: "--expires <when>",
        description: "when the new key ends (default: it lives as long as the old one was made to)",
      },
      { flags: "--out <file>", description: "write the key to this new file, readable by you alone" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      {
        line: "landbridge keys rotate 0123456789abcdef --overlap 24h --out ci.key",
        says: "a day to change over",
      },
    ],
    load: () => import("../commands/keys-rotate.ts"),
  },
  {
    name: "keys revoke",
    heading: "Administer",
    summary: "revoke an API key, at once",
    parameters: [{ name: "<id>", description: "of the key: the part between its two underscores" }],
    options: [json, utc, ...connection],
    examples: [{ line: "landbridge keys revoke 0123456789abcdef", says: "from now on it is refused" }],
    load: () => import("../commands/keys-revoke.ts"),
  },
  {
    name: "nodes",
    heading: "Administer",
    summary: "the nodes that share the database: leases, partitions, lag",
    details: "Exit status 1 when some of the work is held by nobody.",
    options: [json, ...connection],
    examples: [{ line: "landbridge nodes", says: "who is alive, and what each holds" }],
    load: () => import("../commands/nodes.ts"),
  },
  {
    name: "nodes drain",
    heading: "Administer",
    summary: "have a node give its work to the others, before it is stopped",
    details: "It answers requests as before and takes no work. It lasts as long as its process does.",
    parameters: [{ name: "<name>", description: "of the node" }],
    options: [{ flags: "--undo", description: "it may hold work again" }, json, ...connection],
    examples: [{ line: "landbridge nodes drain atlas-2", says: "then stop it there, for maintenance" }],
    load: () => import("../commands/nodes-drain.ts"),
  },
  {
    name: "audit",
    heading: "Administer",
    summary: "who did what, when and from where; newest first",
    details:
      "Every change and every try at one, and whatever was refused for want of a key or a grant. `audit verify` " +
      "proves that nothing of it was changed, `audit export` writes it out.",
    options: [
      { flags: "--principal <key>", description: "only of this key: its id or its name" },
      { flags: "--action <action>", description: "only this action: runs:launch, keys:write, …" },
      {
        flags: "--outcome <outcome>",
        description: "only what ended so",
        choices: ["done", "refused", "failed"],
      },
      { flags: "--since <when>", description: "only from then on: 2h or 7d ago (2h, 7d), or an instant" },
      { flags: "--until <when>", description: "only before then" },
      ...listing,
    ],
    examples: [
      { line: "landbridge audit --since 24h --outcome refused", says: "who was turned away since yesterday" },
      { line: "landbridge audit --action keys:write --all", says: "what was ever done to keys" },
    ],
    load: () => import("../commands/audit.ts"),
  },
  {
    name: "audit verify",
    heading: "Administer",
    summary: "prove that the audit trail is whole and unchanged",
    details:
      "Exit status 1 when it is not. The head that is printed, kept elsewhere, shows later whether the end was " +
      "cut off. An exported file is verified without a server.",
    parameters: [{ name: "[file]", description: "an exported file, instead of the server's trail" }],
    options: [
      { flags: "--expect <seq:hash>", description: "the head of an earlier verification must be in it" },
      json,
      ...connection,
    ],
    examples: [
      { line: "landbridge audit verify", says: "every number, hash and seal" },
      { line: "landbridge audit verify trail.jsonl", says: "an exported file" },
    ],
    load: () => import("../commands/audit-verify.ts"),
  },
  {
    name: "audit export",
    heading: "Administer",
    summary: "write the whole audit trail out, oldest first, one JSON object a line",
    options: connection,
    examples: [{ line: "landbridge audit export > trail.jsonl", says: "for an archive" }],
    load: () => import("../commands/audit-export.ts"),
  },
];
