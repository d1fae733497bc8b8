import type { OptionSpec } from "./spec.ts";

// Options that several commands have, word for word.

export const json: OptionSpec = { flags: "--json", description: "print JSON, for programs" };

export const utc: OptionSpec = { flags: "--utc", description: "show times in UTC instead of the local zone" };

/** How a command finds its server and its key. */
export const connection: readonly OptionSpec[] = [
  {
    flags: "--server <url>",
    description:
      "the server (default: LANDBRIDGE_URL, else the one of the data folder, else http://127.0.0.1:7070)",
  },
  {
    flags: "--key <where>",
    description: "where the API key is kept: env:NAME, file:PATH or ssm:/path; so may LANDBRIDGE_API_KEY say",
  },
  {
    flags: "--key-file <file>",
    description: "a file with the API key (default: LANDBRIDGE_API_KEY, else the data folder's admin.key)",
  },
  {
    flags: "--data <dir>",
    description:
      "the data folder of a server on this machine, for its address and key (default: .landbridge)",
  },
];

/** How much of a list is shown. */
const paging: readonly OptionSpec[] = [
  { flags: "--limit <n>", description: "show at most so many (default: 100)" },
  { flags: "--all", description: "show everything, page by page" },
];

export const listing: readonly OptionSpec[] = [...paging, json, utc, ...connection];

/** Where a store is, for the commands that work on it themselves, without a server. */
export const storeOptions: readonly OptionSpec[] = [
  { flags: "--data <dir>", description: "the data folder (default: .landbridge)" },
  {
    flags: "--store <url>",
    description: "sqlite (default), or postgres://user@host/database; also from LANDBRIDGE_STORE",
  },
];
