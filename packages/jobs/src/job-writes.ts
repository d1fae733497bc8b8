import type { EpochMs, JobDefinition } from "@landbridge/model";
import { type EntryPart, type Row, replaceRows } from "@landbridge/store";
import { encodeJob } from "./job-row.ts";

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
  const wanted = definitions.map((definition) => ({ key: definition.name, body: encodeJob(definition) }));
  return replaceRows("jobs", wanted, present, now);
}
