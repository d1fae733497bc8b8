import { readExecutionRow } from "../rows/execution-row.ts";
import { mapRunLimits } from "./limits.ts";
import type { MapRunParts } from "./map-run-parts.ts";
import { machineOfChildren, type StoredMapRun } from "./record.ts";

/** Stops some of those that run. `false`: there is none. */
export async function stopChildren(
  { options, partition }: Pick<MapRunParts, "options" | "partition">,
  run: StoredMapRun,
): Promise<boolean> {
  const { rows } = await options.store.list("executions", {
    where: { machine: machineOfChildren(run), status: "RUNNING" },
    orderBy: "startedAt",
    direction: "ascending",
    limit: mapRunLimits.stopsAtOnceMax,
  });
  await Promise.all(
    rows.map((row) => partition.ask(readExecutionRow(row).id, { kind: "Stop", failure: {} })),
  );
  return rows.length > 0;
}
