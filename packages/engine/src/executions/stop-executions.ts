import { type EpochMs, executionId, type Failure, isJsonObject, isTerminal } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { executionArn, type Home, machineNameOf } from "../arns.ts";
import type { Homes } from "../memory/homes.ts";
import type { TaskCall } from "../options.ts";
import { childNameOf } from "../tasks/children.ts";
import { findExecution } from "./read.ts";

/** Of a machine's open executions: as many as are read at once. */
const PAGE_MAX = 100;

/** Resolves after the commit. Throws ExecutionDoesNotExist; stopping a closed execution changes nothing. */
export async function stopExecution(
  store: Store,
  homes: Homes,
  idOrArn: string,
  failure: Failure,
): Promise<void> {
  const { id, status } = await findExecution(store, idOrArn);
  if (!isTerminal(status)) await homes.ask(id, { kind: "Stop", failure });
}

/** What a page holds is stopped one by one: each is a commit, and other work goes on between. */
export async function stopExecutionsOf(
  store: Store,
  homes: Homes,
  machine: string,
  startedUntil: EpochMs,
): Promise<void> {
  let after: string | undefined;
  do {
    const page = await store.list("executions", {
      where: { machine, status: "RUNNING" },
      orderBy: "startedAt",
      direction: "ascending",
      atMost: startedUntil,
      limit: PAGE_MAX,
      ...(after !== undefined && { after }),
    });
    for (const { key } of page.rows) await homes.ask(executionId(key), { kind: "Stop", failure: {} });
    after = page.next;
  } while (after !== undefined);
}

/** As on AWS: when nobody waits for a child any longer it is stopped. Nothing where it is not the task's own. */
export async function stopChildOf(store: Store, homes: Homes, home: Home, call: TaskCall): Promise<void> {
  const machine = isJsonObject(call.payload) ? call.payload["StateMachineArn"] : undefined;
  if (typeof machine !== "string") return;
  const arn = executionArn(home, machineNameOf(machine), childNameOf(call));
  const child = await findExecution(store, arn);
  const { parent } = child.record;
  if (parent?.execution !== call.execution || parent.ref.task !== call.ref.task) return;
  if (!isTerminal(child.status)) await homes.ask(child.id, { kind: "Stop", failure: {} });
}
