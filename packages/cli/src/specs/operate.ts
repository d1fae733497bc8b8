import { json, storeOptions } from "../program/shared-options.ts";
import type { CommandSpec } from "../program/spec.ts";

const file = { name: "<file>", description: "the backup's file" } as const;

export const operateSpecs: readonly CommandSpec[] = [
  {
    name: "backup",
    heading: "Administer",
    summary: "write the whole store, as it is at one moment, to a file",
    details:
      "A server may go on meanwhile. The file fits either kind of store. It does not hold the master key, the " +
      "objects or the output of runs: those are files of the data folder.",
    parameters: [file],
    options: [...storeOptions, json],
    examples: [
      { line: "landbridge backup nightly.landbridge", says: "of the data folder here" },
      {
        line: "PGPASSFILE=/etc/landbridge/pgpass landbridge backup b.landbridge --store postgres://landbridge@db/landbridge",
        says: "of a database",
      },
    ],
    load: () => import("../operate/backup.ts"),
  },
  {
    name: "restore",
    heading: "Administer",
    summary: "fill an empty store from a backup",
    details:
      "All of it or nothing; a store that holds anything is refused. Whatever was done after the backup is not " +
      "known to it: jobs that were started since may be started again.",
    parameters: [file],
    options: [...storeOptions, json],
    examples: [
      { line: "landbridge restore nightly.landbridge --data /var/lib/landbridge", says: "into a new folder" },
      {
        line: "landbridge restore b.landbridge --store postgres://landbridge@db/landbridge",
        says: "into an empty database: the way from SQLite to PostgreSQL, too",
      },
    ],
    load: () => import("../operate/restore.ts"),
  },
  {
    name: "migrate",
    heading: "Administer",
    summary: "make the tables that this version needs, ahead of its first start",
    details: "`up` does it by itself. SQLite's file needs none.",
    options: [{ flags: "--dry-run", description: "only tell the statements" }, ...storeOptions, json],
    examples: [
      {
        line: "landbridge migrate --dry-run --store postgres://owner@db/landbridge",
        says: "what an upgrade would do",
      },
    ],
    load: () => import("../operate/migrate.ts"),
  },
  {
    name: "doctor",
    heading: "Administer",
    summary: "check that a store holds together, and that this host is set up",
    details: "It only reads, beside a running server too. The exit status is 1 when something is wrong.",
    options: [...storeOptions, json],
    examples: [{ line: "landbridge doctor --json", says: "for a monitor" }],
    load: () => import("../operate/doctor.ts"),
  },
];
