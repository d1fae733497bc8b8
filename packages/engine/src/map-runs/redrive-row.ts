import { assert, type EpochMs } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import type { Partition } from "../memory/partition.ts";
import { Refusal } from "../memory/refusal.ts";
import { encodeMapRun, type MapRunFacts, readMapRunRow, redrivenProgress } from "./record.ts";

/** Opens the row of a run that is over. Said again for the same reference of its parent, it changes nothing. */
export async function redriveRow(
  store: Store,
  partition: Partition,
  id: string,
  parent: MapRunFacts["parent"],
  at: EpochMs,
): Promise<void> {
  const row = await store.get("mapRuns", id);
  assert(row !== undefined, `map run ${id} is there`);
  const { version, facts, progress, startedAt, isClosed } = readMapRunRow(row);
  if (facts.parent.ref.task === parent.ref.task && facts.parent.ref.frame === parent.ref.frame) return;
  assert(isClosed, `map run ${id} is over before it is redriven`);
  const redriven = { count: (facts.redriven?.count ?? 0) + 1, at };
  const outcome = await partition.commit({
    guards: [{ kind: "version", table: "mapRuns", key: id, version }],
    writes: [
      {
        kind: "update",
        table: "mapRuns",
        key: id,
        columns: { status: "RUNNING", stoppedAt: null, openSince: startedAt },
        body: encodeMapRun({ ...facts, parent, redriven }, redrivenProgress(progress)),
      },
    ],
  });
  if (!outcome.ok) throw new Refusal(outcome.guard, outcome.holder);
}
