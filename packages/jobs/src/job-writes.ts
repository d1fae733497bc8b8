import { assert, type EpochMs, type JobDefinition } from "@landbridge/model";
import type { EntryPart, Guard, Row, Write } from "@landbridge/store";
import { encodeJob, insertJob } from "./job-row.ts";

/**
 * What makes the stored jobs equal to `definitions`, for the entry that applies a project. Open runs keep
 * what was fixed at their launch; a job that is gone only cannot be launched any more.
 * @param present the rows to be replaced, as `Jobs.jobRows` reads them; those not defined any more are deleted
 */
export function jobWrites(
  definitions: readonly JobDefinition[],
  present: readonly Row<"jobs">[],
  now: EpochMs,
): EntryPart {
  const guards: Guard[] = [];
  const writes: Write[] = [];
  const rows = new Map(present.map((row) => [row.key, row]));
  for (const definition of definitions) {
    const key = definition.name;
    const row = rows.get(key);
    assert(rows.delete(key) || row === undefined, "a present row is replaced once");
    if (row === undefined) {
      guards.push({ kind: "absent", table: "jobs", key });
      writes.push(insertJob(definition, now));
    } else if (row.body !== encodeJob(definition)) {
      guards.push({ kind: "version", table: "jobs", key, version: row.version });
      writes.push({ kind: "update", table: "jobs", key, body: encodeJob(definition) });
    }
  }
  for (const { key, version } of rows.values()) {
    guards.push({ kind: "version", table: "jobs", key, version });
    writes.push({ kind: "delete", table: "jobs", key });
  }
  return { guards, writes };
}
