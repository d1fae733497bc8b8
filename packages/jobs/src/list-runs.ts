import type { RunPage, RunQuery } from "./jobs.ts";
import { decodeRun } from "./run-row.ts";
import type { Shell } from "./shell.ts";

/** Newest launch first. */
export async function listRuns(shell: Shell, query: RunQuery): Promise<RunPage> {
  const { job, status, host, since, until, cursor, limit } = query;
  const page = await shell.options.store.list("runs", {
    where: {
      ...(job === undefined ? {} : { job }),
      ...(status === undefined ? {} : { status }),
      ...(host === undefined ? {} : { host }),
    },
    orderBy: "requestedAt",
    direction: "descending",
    limit,
    ...(since === undefined ? {} : { atLeast: since }),
    ...(until === undefined ? {} : { atMost: until - 1 }),
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  const items = page.rows.map((row) => decodeRun(row).record.run);
  return { items, ...(page.next !== undefined && { next: page.next }) };
}
