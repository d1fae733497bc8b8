import type { Run } from "@landbridge/model";
import type { RunPage, RunQuery } from "./jobs.ts";
import { decodeRun } from "./run-row.ts";
import type { Shell } from "./shell.ts";

/** Newest launch first; the store's order, so the first run before `since` ends the list. */
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
    ...(until === undefined ? {} : { atMost: until - 1 }),
    ...(cursor === undefined ? {} : { after: cursor }),
  });
  const found = page.rows.map((row) => decodeRun(row).record.run);
  const items = found.filter((run) => isSince(run, since));
  const hasMore = page.next !== undefined && items.length === found.length;
  return { items, ...(hasMore && { next: page.next }) };
}

function isSince(run: Run, since: number | undefined): boolean {
  return since === undefined || run.requestedAt >= since;
}
