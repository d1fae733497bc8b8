import { ApiError } from "@landbridge/api";
import type { Store } from "@landbridge/store";
import { readBlock, recordsOf } from "./block-row.ts";
import type { AuditRecord } from "./record.ts";

export interface AuditQuery {
  readonly limit: number;
  /** The number of the record before which the page begins. */
  readonly cursor?: string;
  readonly since?: number;
  readonly until?: number;
  /** The id or the name of a key. */
  readonly principal?: string;
  readonly action?: string;
  readonly outcome?: AuditRecord["outcome"];
}

export interface AuditPage {
  readonly items: readonly AuditRecord[];
  readonly next?: string;
}

/** Blocks read for one page: a filter that matches little gives short pages instead of slow ones. */
const blocksMax = 100;

/** Newest first. */
export async function listAudit(store: Store, query: AuditQuery): Promise<AuditPage> {
  const before = query.cursor === undefined ? Number.MAX_SAFE_INTEGER : cursorOf(query.cursor);
  const page = await store.list("audit", {
    orderBy: "first",
    direction: "descending",
    limit: blocksMax,
    atMost: before - 1,
  });
  const items: AuditRecord[] = [];
  for (const row of page.rows) {
    // What a block's columns say of its time is when it was written: not before any of its records.
    if (query.since !== undefined && Number(row.columns.at) < query.since) return { items };
    for (const record of recordsOf(readBlock(row)).toReversed()) {
      if (record.seq >= before || !isWanted(record, query)) continue;
      items.push(record);
      if (items.length === query.limit) return { items, ...nextBefore(record.seq) };
    }
  }
  const oldest = page.rows.at(-1);
  return {
    items,
    ...(page.next === undefined || oldest === undefined ? {} : nextBefore(Number(oldest.columns.first))),
  };
}

/** The whole trail as JSON lines, oldest first. */
export async function* exportAudit(store: Store): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    const page = await store.list("audit", {
      orderBy: "first",
      direction: "ascending",
      limit: blocksMax,
      ...(after === undefined ? {} : { after }),
    });
    for (const row of page.rows)
      yield recordsOf(readBlock(row))
        .map((record) => `${JSON.stringify(record)}\n`)
        .join("");
    after = page.next;
  } while (after !== undefined);
}

function nextBefore(seq: number): { readonly next?: string } {
  return seq > 1 ? { next: String(seq) } : {};
}

function cursorOf(text: string): number {
  if (!/^[1-9][0-9]{0,14}$/.test(text))
    throw new ApiError("INVALID_CURSOR", "The cursor is not one that this list gave.");
  return Number(text);
}

function isWanted(record: AuditRecord, query: AuditQuery): boolean {
  const { since, until, principal, action, outcome } = query;
  const at = Date.parse(record.at);
  if (since !== undefined && at < since) return false;
  if (until !== undefined && at >= until) return false;
  if (principal !== undefined && principal !== record.principal?.key && principal !== record.principal?.name)
    return false;
  if (action !== undefined && action !== record.action) return false;
  return outcome === undefined || outcome === record.outcome;
}
