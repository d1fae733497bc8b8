import { type Forgetting, type Forgotten, forgetRows, type Row, type Store } from "@landbridge/store";
import { decodeAnswer } from "./idempotency-row.ts";

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
  return {
    count: await forgetRows(store, "runs", over),
    ...(page.next !== undefined && { next: page.next }),
  };
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
    count: await forgetRows(store, "idempotency", over),
    ...(page.next !== undefined && { next: page.next }),
  };
}
