import type { Store } from "@landbridge/store";
import { engineError } from "../errors.ts";
import { findExecution } from "../executions/read.ts";
import { describeMapRun, type MapRunDescription } from "./describe.ts";
import { partsOfMapRunArn, readMapRunRow, type StoredMapRun } from "./record.ts";

/** By id or ARN. Throws ResourceNotFound. */
export async function findMapRun(store: Store, idOrArn: string): Promise<MapRunDescription> {
  return describeMapRun(await findStoredMapRun(store, idOrArn));
}

/** Throws ResourceNotFound. */
export async function findStoredMapRun(store: Store, idOrArn: string): Promise<StoredMapRun> {
  const id = partsOfMapRunArn(idOrArn)?.id ?? idOrArn;
  const row = await store.get("mapRuns", id);
  const stored = row && readMapRunRow(row);
  if (stored === undefined || ![stored.id, stored.facts.arn].includes(idOrArn)) {
    throw engineError("ResourceNotFound", `'${idOrArn.slice(0, 300)}'`);
  }
  return stored;
}

/** Of one execution, newest first. Throws ExecutionDoesNotExist. */
export async function listMapRuns(
  store: Store,
  execution: string,
  query: { readonly limit: number; readonly after?: string },
): Promise<{ readonly mapRuns: readonly MapRunDescription[]; readonly next?: string }> {
  const { id } = await findExecution(store, execution);
  const page = await store.list("mapRuns", {
    where: { execution: id },
    orderBy: "startedAt",
    direction: "descending",
    ...query,
  });
  const mapRuns = page.rows.map((row) => describeMapRun(readMapRunRow(row)));
  return { mapRuns, ...(page.next !== undefined && { next: page.next }) };
}
