import { assert, type EpochMs, type ExecutionId, isTerminal } from "@landbridge/model";
import { redrivability } from "../executions/redrivable.ts";
import { countEvents } from "../executions/redrive.ts";
import type { Partition } from "../memory/partition.ts";
import type { EngineOptions } from "../options.ts";
import { readExecutionRow } from "../rows/execution-row.ts";

export interface RedrivenChild {
  /** "lost": it did not succeed, and cannot run again. */
  readonly kind: "succeeded" | "redriven" | "lost";
  readonly items: number;
}

/** Sees to it that a child that did not succeed runs again; once, however often it is called (M6). */
export async function redriveChild(
  { store }: EngineOptions,
  partition: Partition,
  id: ExecutionId,
  at: EpochMs,
  fromStart: boolean,
): Promise<RedrivenChild> {
  const row = await store.get("executions", id);
  assert(row !== undefined, `child ${id} was started`);
  const stored = readExecutionRow(row);
  const items = stored.record.mapRun?.items ?? 0;
  const { status, wakeAt } = stored;
  const isCounted = isTerminal(status) && wakeAt === null;
  if (isCounted && status === "SUCCEEDED") return { kind: "succeeded", items };
  if (!isCounted) return { kind: "redriven", items };
  const able = redrivability(stored, await countEvents(store, stored), at);
  if (able.status !== "REDRIVABLE_BY_MAP_RUN") return { kind: "lost", items };
  const answer = await partition.ask(id, { kind: "Redrive", ...(fromStart && { fromStart }) });
  // "stale": it is open, or a redrive of it that began before a failure of the store is under way. It runs again.
  return { kind: answer === undefined ? "lost" : "redriven", items };
}
