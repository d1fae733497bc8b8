import type { ExecutionEvent } from "@landbridge/asl";
import { type Clock, type ExecutionId, isTerminal } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { describeExecution, findExecution } from "../executions/read.ts";
import type { Homes } from "../memory/homes.ts";
import type { Partition } from "../memory/partition.ts";
import type { StoredExecution } from "../rows/execution-row.ts";
import { type ClosedChild, childOutcome } from "./children.ts";

export interface ParentNews {
  readonly store: Store;
  readonly clock: Clock;
  readonly homes: Homes;
}

/** At least once: the child's row says that it must be told until its parent has committed it. */
export function tellParent(news: ParentNews, partition: Partition, child: ExecutionId): void {
  settleParent(news, partition, child).catch((error: unknown) => partition.lost(error));
}

async function settleParent(news: ParentNews, partition: Partition, id: ExecutionId): Promise<void> {
  const stored = await findExecution(news.store, id);
  const { parent } = stored.record;
  if (parent === undefined || stored.wakeAt === null || !isTerminal(stored.status)) return;
  const outcome = childOutcome(parent, await closedChild(news, stored));
  if (outcome !== undefined) {
    const event: ExecutionEvent =
      "output" in outcome
        ? { kind: "TaskSucceeded", ref: parent.ref, output: outcome.output }
        : { kind: "TaskFailed", ref: parent.ref, failure: outcome.failure };
    await news.homes.ask(parent.execution, event);
  }
  await partition.commit({
    guards: [{ kind: "version", table: "executions", key: id, version: stored.version }],
    writes: [{ kind: "update", table: "executions", key: id, columns: { wakeAt: null } }],
  });
}

async function closedChild({ store, clock }: ParentNews, stored: StoredExecution): Promise<ClosedChild> {
  const described = await describeExecution(store, clock.now(), stored.id);
  return {
    ...described,
    stoppedAt: described.stoppedAt ?? clock.now(),
    output: described.output,
    failure: described.failure,
  };
}
