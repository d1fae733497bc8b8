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
      { flags: "--name <name>", description: "who or what holds it; shown in audit records (needed)" },
      {
        flags: "--scope <scope>",
        description: "what it may do; may be repeated (default: read)",
        choices: ["read", "operate", "admin"],
        isRepeatable: true,
      },
      { flags: "--expires <when>", description: "30d, 12h, or an instant (default: never)" },
      { flags: "--out <file>", description: "write the key to this new file, readable by you alone" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: "landbridge keys create --name grafana --out grafana.key", says: "a key that may only look" },
      { line: "landbridge keys create --name ci --scope operate --expires 90d", says: "one that may launch" },
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
    name: "keys revoke",
    heading: "Administer",
    summary: "revoke an API key, at once",
    parameters: [{ name: "<id>", description: "of the key: the part between its two underscores" }],
    options: [json, utc, ...connection],
    examples: [{ line: "landbridge keys revoke 0123456789abcdef", says: "from now on it is refused" }],
    load: () => import("../commands/keys-revoke.ts"),
  },
];
