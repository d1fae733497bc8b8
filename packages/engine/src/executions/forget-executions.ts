import type { EpochMs } from "@landbridge/model";
import type { Entry, Forgetting, Forgotten, Guard, Row, Store, Write } from "@landbridge/store";
import { nameKeyOf, readExecutionRow, type StoredExecution } from "../rows/execution-row.ts";

/** Map runs that one entry deletes with their execution; one that has more is left alone, and says so by staying. */
const mapRunsMax = 500;

/**
 * Deletes executions that are over: row, history, name and map runs, each with its own in one entry, under the version that
 * was read. One that another waits for (a child of an open parent, an item of an open map run) stays until that is over.
 */
export async function forgetExecutions(
  store: Store,
  { before, endedBy = before, limit, after }: Forgetting,
): Promise<Forgotten> {
  const page = await store.list("executions", {
    orderBy: "startedAt",
    direction: "ascending",
    atMost: before,
    limit,
    ...(after !== undefined && { after }),
  });
  // All at once: on a busy database one after the other would be slower than what comes in meanwhile.
  const found = await Promise.all(page.rows.map((row) => entryFor(store, row, endedBy)));
  const entries = found.filter((entry) => entry !== undefined);
  // One that was redriven in between stays: its version is another.
  const outcomes = await store.commit(entries);
  const count = outcomes.filter(({ ok }) => ok).length;
  return { count, ...(page.next !== undefined && { next: page.next }) };
}

async function entryFor(store: Store, row: Row<"executions">, endedBy: EpochMs): Promise<Entry | undefined> {
  const stored = readExecutionRow(row);
  const { id, version, stoppedAt, wakeAt, record } = stored;
  if (stoppedAt === null || stoppedAt > endedBy || wakeAt !== null) return undefined;
  if (await isWaitedFor(store, stored)) return undefined;
  const mapRuns = await mapRunsOf(store, id);
  if (mapRuns === undefined) return undefined;
  const guards: Guard[] = [{ kind: "version", table: "executions", key: id, version }];
  const writes: Write[] = [{ kind: "delete", table: "executions", key: id, withJournal: true }];
  const key = nameKeyOf(record);
  const name = await store.get("executionNames", key);
  if (name?.body === id) {
    guards.push({ kind: "version", table: "executionNames", key, version: name.version });
    writes.push({ kind: "delete", table: "executionNames", key });
  }
  for (const mapRun of mapRuns) {
    guards.push({ kind: "version", table: "mapRuns", key: mapRun.key, version: mapRun.version });
    writes.push({ kind: "delete", table: "mapRuns", key: mapRun.key, withJournal: true });
  }
  return { partition: null, epoch: 0, guards, writes };
}

/** A map run makes its results out of its items' rows, and a parent may ask for its child again after a crash. */
async function isWaitedFor(store: Store, { record }: StoredExecution): Promise<boolean> {
  if (record.mapRun !== undefined) {
    const mapRun = await store.get("mapRuns", record.mapRun.run);
    return mapRun !== undefined && mapRun.columns.openSince !== null;
  }
  if (record.parent === undefined) return false;
  const parent = await store.get("executions", record.parent.execution);
  return parent !== undefined && parent.columns.stoppedAt === null;
}

/** Undefined: one is open, or there are too many. */
async function mapRunsOf(store: Store, execution: string): Promise<readonly Row<"mapRuns">[] | undefined> {
  const { rows, next } = await store.list("mapRuns", {
    where: { execution },
    orderBy: "startedAt",
    direction: "ascending",
    limit: mapRunsMax,
  });
  return next !== undefined || rows.some(({ columns }) => columns.openSince !== null) ? undefined : rows;
}
