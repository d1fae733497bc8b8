import type { EpochMs } from "@landbridge/model";
import type { Entry, Row, Store } from "@landbridge/store";
import { decodeAnswer } from "./idempotency-row.ts";

export interface Forgetting {
  /** Only those that are older. */
  readonly before: EpochMs;
  /** Rows looked at in one call. */
  readonly limit: number;
  /** From `next` of the call before. */
  readonly after?: string;
}

export interface Forgotten {
  readonly count: number;
  /** Absent: all that are old enough have been looked at. */
  readonly next?: string;
}

/** Deletes runs that are over and whose end was told, each under the version that was read. */
export async function forgetRuns(store: Store, { before, limit, after }: Forgetting): Promise<Forgotten> {
  const page = await store.list("runs", {
    orderBy: "requestedAt",
    direction: "ascending",
    atMost: before,
    limit,
    ...(after !== undefined && { after }),
  });
  const over = page.rows.filter(({ columns }) => columns.openSince === null && columns.notifyDue === null);
  return { count: await forget(store, "runs", over), ...(page.next !== undefined && { next: page.next }) };
}

/** Deletes the answers that were kept for launches made again, once their run is over. */
export async function forgetAnswers(store: Store, { before, limit, after }: Forgetting): Promise<Forgotten> {
  const page = await store.list("idempotency", {
    orderBy: "createdAt",
    direction: "ascending",
    atMost: before,
    limit,
    ...(after !== undefined && { after }),
  });
  const over: Row<"idempotency">[] = [];
  for (const row of page.rows) {
    const run = await store.get("runs", decodeAnswer(row).run.id);
    if (run === undefined || run.columns.openSince === null) over.push(row);
  }
  return {
    count: await forget(store, "idempotency", over),
    ...(page.next !== undefined && { next: page.next }),
  };
}

async function forget(
  store: Store,
  table: "runs" | "idempotency",
  rows: readonly Pick<Row, "key" | "version">[],
): Promise<number> {
  const entries = rows.map(
    ({ key, version }): Entry => ({
      partition: null,
      epoch: 0,
      guards: [{ kind: "version", table, key, version }],
      writes: [{ kind: "delete", table, key }],
    }),
  );
  const outcomes = await store.commit(entries);
  return outcomes.filter(({ ok }) => ok).length;
}
