import { connection, json, listing, utc } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

const name = { name: "<name>", description: "of the secret" } as const;

export const secretSpecs: readonly CommandSpec[] = [
  {
    name: "secrets put",
    heading: "Administer",
    summary: "keep a secret, encrypted, or replace it",
    details:
      "The value is read from the standard input or a file, never from the command line, and is never given " +
      "back: definitions write ${secret:store:NAME}, and processes get it.",
    parameters: [name],
    options: [
      { flags: "--file <file>", description: "read the value from it (default: the standard input)" },
      json,
      utc,
      ...connection,
    ],
    examples: [
      { line: "landbridge secrets put db-password < password.txt", says: "a value from a file" },
      { line: "pwgen 32 1 | landbridge secrets put db-password", says: "a fresh one that nobody has seen" },
    ],
    load: () => import("../commands/secrets-put.ts"),
  },
  {
    name: "secrets list",
    heading: "Administer",
    summary: "list secrets: names and times, no values",
    options: listing,
    examples: [{ line: "landbridge secrets list", says: "what is kept, and who changed it" }],
    load: () => import("../commands/secrets-list.ts"),
  },
  {
    name: "secrets delete",
    heading: "Administer",
    summary: "delete a secret",
    parameters: [name],
    options: connection,
    examples: [
      { line: "landbridge secrets delete db-password", says: "nothing that refers to it starts now" },
    ],
    load: () => import("../commands/secrets-delete.ts"),
  },
  {
    name: "secrets rotate",
    heading: "Administer",
    summary: "make a new master key, and encrypt every secret anew under it",
    options: [json, ...connection],
    examples: [{ line: "landbridge secrets rotate", says: "repeat it if it was cut off" }],
    load: () => import("../commands/secrets-rotate.ts"),
  },
];
