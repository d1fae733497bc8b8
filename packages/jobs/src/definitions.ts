import type { Row, Store } from "@landbridge/store";
import { decodeJob, type StoredJob } from "./job-row.ts";

/** The stored jobs, kept in memory; a launch guards the version it used, so an old one does no harm. */
export interface Definitions {
  find(job: string): Promise<StoredJob | undefined>;
  /** Reads one again: it has changed. */
  refresh(job: string): Promise<void>;
  reload(): Promise<void>;
  all(): Iterable<StoredJob>;
}

export function createDefinitions(store: Store): Definitions {
  let jobs = new Map<string, StoredJob>();
  const refresh = async (job: string): Promise<void> => {
    const row = await store.get("jobs", job);
    if (row === undefined) jobs.delete(job);
    else jobs.set(job, decodeJob(row));
  };
  return {
    find: async (job) => {
      if (!jobs.has(job)) await refresh(job);
      return jobs.get(job);
    },
    refresh,
    reload: async () => {
      const rows = await readJobRows(store);
      jobs = new Map(rows.map((row) => [row.key, decodeJob(row)]));
    },
    all: () => jobs.values(),
  };
}

const PAGE_ROWS = 1_000;

export async function readJobRows(store: Store): Promise<readonly Row<"jobs">[]> {
  const rows: Row<"jobs">[] = [];
  let after: string | undefined;
  do {
    const page = await store.list("jobs", {
      orderBy: "createdAt",
      direction: "ascending",
      limit: PAGE_ROWS,
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}
