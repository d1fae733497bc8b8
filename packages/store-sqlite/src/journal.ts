import type { DatabaseSync } from "node:sqlite";
import { assert } from "@landbridge/model";
import type { JournalRow } from "@landbridge/store";
import { storeLimits } from "@landbridge/store";
import { findJournalRow } from "./row.ts";
import { prepareArrays } from "./table-statements.ts";

/** The one table that is only ever appended to (docs/decisions/0003, S6). */
export interface Journal {
  /** Gives the new row's seq. */
  append(previous: number, body: string): number;
  read(from: number, limit: number): readonly JournalRow[];
  /** The whole chain of a head. */
  remove(head: number): void;
  /** The newest row's seq. */
  last(): number;
  /** After a ROLLBACK: takes numbers up where `last` was when the transaction began. */
  rewind(last: number): void;
}

export function openJournal(database: DatabaseSync): Journal {
  const insert = database.prepare("INSERT INTO journal (seq, previous, body) VALUES (?, ?, ?)");
  const select = prepareArrays(database, "SELECT seq, previous, body FROM journal WHERE seq = ?");
  const erase = database.prepare("DELETE FROM journal WHERE seq = ?");
  let last = Number(database.prepare("SELECT coalesce(max(seq), 0) AS last FROM journal").get()?.last);
  return {
    append(previous, body) {
      last += 1;
      insert.run(last, previous, body);
      return last;
    },
    read(from, limit) {
      assert(limit >= 1 && limit <= storeLimits.journalRowsMax, "a journal's limit is 1 to journalRowsMax");
      const rows: JournalRow[] = [];
      for (let seq = from; seq !== 0 && rows.length < limit; ) {
        const row = findJournalRow(select, seq);
        assert(
          row !== undefined && row.previous < seq,
          "each journal row points to an earlier one that is there",
        );
        rows.push(row);
        seq = row.previous;
      }
      return rows;
    },
    remove(head) {
      for (let seq = head; seq !== 0; ) {
        const row = findJournalRow(select, seq);
        assert(row !== undefined, "each journal row points to an earlier one that is there");
        erase.run(seq);
        seq = row.previous;
      }
    },
    last: () => last,
    rewind(to) {
      last = to;
    },
  };
}
