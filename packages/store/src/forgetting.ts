import type { EpochMs } from "@landbridge/model";
import type { Entry, Row, Store } from "./port.ts";

// How each package deletes what it keeps of the past: a step at a time, for whoever decides what is old.

export interface Forgetting {
  /** Only what began by then. */
  readonly before: EpochMs;
  /** And was over by then, where a table knows. Default: `before`. */
  readonly endedBy?: EpochMs;
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

/** Deletes rows as they were read, each in an entry of its own; gives how many. One that has changed since stays. */
export async function forgetRows(
  store: Pick<Store, "commit">,
  table: "runs" | "idempotency" | "occurrences",
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
