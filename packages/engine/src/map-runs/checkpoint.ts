import type { EpochMs } from "@landbridge/model";
import type { EntryPart, Guard, Write } from "@landbridge/store";
import type { ClosedChild } from "./child.ts";
import { encodeMapRun, type StoredMapRun } from "./record.ts";

/** What a commit changes of a map run. */
export type MapRunChange = Partial<Pick<StoredMapRun, "progress" | "status" | "isClosed" | "facts">>;

/** The run as it is once the change is committed. */
export function afterChange(run: StoredMapRun, change: MapRunChange, now: EpochMs): StoredMapRun {
  const after = { ...run, ...change, version: run.version + 1 };
  const isOver = after.status !== "RUNNING";
  return { ...after, stoppedAt: run.stoppedAt ?? (isOver ? now : null) };
}

/**
 * What to commit for it, under the version of the row that was changed, and of each child's row: a child that is
 * counted in this entry is not to be told of any more (M2).
 */
export function checkpointPart(
  before: StoredMapRun,
  { status, stoppedAt, startedAt, isClosed, facts, progress }: StoredMapRun,
  counted: readonly ClosedChild[],
): EntryPart {
  const { id, version } = before;
  const guards: Guard[] = [{ kind: "version", table: "mapRuns", key: id, version }];
  const columns = { status, stoppedAt, openSince: isClosed ? null : startedAt };
  const writes: Write[] = [
    { kind: "update", table: "mapRuns", key: id, columns, body: encodeMapRun(facts, progress) },
  ];
  for (const child of counted) {
    guards.push({ kind: "version", table: "executions", key: child.id, version: child.version });
    writes.push({ kind: "update", table: "executions", key: child.id, columns: { wakeAt: null } });
  }
  return { guards, writes };
}
