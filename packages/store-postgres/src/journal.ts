import { assert } from "@landbridge/model";
import { type JournalRow, storeLimits } from "@landbridge/store";
import type { Row as Values } from "./link/link.ts";

/** A chain from $1 backwards, at most $2 rows, in one round trip. */
export const journalSql = `WITH RECURSIVE chain AS (
  SELECT seq, previous, body, 1 AS place FROM journal WHERE seq = $1
  UNION ALL SELECT j.seq, j.previous, j.body, c.place + 1 FROM chain c JOIN journal j ON j.seq = c.previous WHERE c.place < $2
) SELECT seq, previous, body FROM chain ORDER BY place`;

export function checkJournalLimit(limit: number): void {
  assert(limit >= 1 && limit <= storeLimits.journalRowsMax, "a journal's limit is 1 to journalRowsMax");
}

export function toJournal(from: number, limit: number, found: readonly Values[]): readonly JournalRow[] {
  const rows = (found as readonly (readonly [number, number, string])[]).map(([seq, previous, body]) => ({
    seq,
    previous,
    body,
  }));
  const last = rows.at(-1);
  const isWhole = last === undefined ? from === 0 : last.previous === 0 || rows.length === limit;
  assert(isWhole, "each journal row points to an earlier one that is there");
  return rows;
}
