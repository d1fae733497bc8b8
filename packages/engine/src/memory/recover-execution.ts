import { initialState, nextWake } from "@landbridge/asl";
import { isTerminal } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import type { MachineCache } from "../definitions/machine-cache.ts";
import { engineLimits } from "../limits.ts";
import { readExecutionRow, type StoredExecution } from "../rows/execution-row.ts";
import { replayJournal } from "../rows/journal-row.ts";
import type { ResidentParts } from "./resident-parts.ts";

/** The execution as the store has it: recorded deltas are applied, and nothing is evaluated again. */
export async function recoverExecution(
  store: Store,
  machines: MachineCache,
  { id, record, startedAt, head, version, wakeAt, status }: StoredExecution,
): Promise<ResidentParts> {
  const machine = await machines.get(record.machineName, record.revision);
  const state = initialState({
    id: record.arn,
    name: record.name,
    machineArn: record.machineArn,
    machineName: record.machineName,
    roleArn: record.roleArn,
    startedAt,
    input: record.input,
  });
  const sinceWhole = await replayJournal(store, head, state);
  return {
    id,
    record,
    machine,
    state,
    wakeAt: nextWake(machine, state),
    written: { version, wakeAt, sinceWhole },
    ...(isTerminal(status) && { isReopened: true as const }),
  };
}

/** Page by page, those of the partition that want something by then, earliest first. */
export async function* executionsWantedBy(
  store: Store,
  partition: number,
  atMost: number,
): AsyncGenerator<readonly StoredExecution[]> {
  let after: string | undefined;
  do {
    const page = await store.list("executions", {
      where: { partition },
      orderBy: "wakeAt",
      direction: "ascending",
      atMost,
      ...(after !== undefined && { after }),
      limit: engineLimits.scanRowsMax,
    });
    yield page.rows.map(readExecutionRow);
    after = page.next;
  } while (after !== undefined);
}
