import type { ExecutionId, ExecutionStatus, Failure, Json, JsonObject } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { isoInstant } from "../instant.ts";
import { readExecutionRow, type StoredExecution } from "../rows/execution-row.ts";
import { readLastEvents } from "../rows/journal-row.ts";
import { outcomeOf } from "../tasks/children.ts";
import { childId } from "./child.ts";
import { mapRunLimits } from "./limits.ts";
import type { StoredMapRun } from "./record.ts";

/** A child execution that is over. */
export interface Outcome {
  readonly stored: StoredExecution;
  readonly status: ExecutionStatus;
  readonly output: Json | undefined;
  readonly failure: Failure | undefined;
}

/** In the order of their items. */
export async function* outcomesOf(
  store: Store,
  run: StoredMapRun,
  isWanted: (status: ExecutionStatus) => boolean,
): AsyncGenerator<Outcome> {
  for (let from = 0; from < run.progress.next; from += mapRunLimits.resultsAtOnceMax) {
    const count = Math.min(mapRunLimits.resultsAtOnceMax, run.progress.next - from);
    const read = Array.from({ length: count }, (_, at) =>
      outcomeAt(store, childId(run, from + at), isWanted),
    );
    for (const outcome of await Promise.all(read)) if (outcome !== undefined) yield outcome;
  }
}

async function outcomeAt(
  store: Store,
  id: ExecutionId,
  isWanted: (status: ExecutionStatus) => boolean,
): Promise<Outcome | undefined> {
  const row = await store.get("executions", id);
  const stored = row && readExecutionRow(row);
  if (stored === undefined || !isWanted(stored.status)) return undefined;
  const { output, failure } = outcomeOf((await readLastEvents(store, stored.head)).at(-1));
  return { stored, status: stored.status, output, failure };
}

/** Of what failed, among the outputs of the others. */
export function failureInPlace({ status, failure }: Outcome): JsonObject {
  return {
    Status: status,
    ...(failure?.error !== undefined && { Error: failure.error }),
    ...(failure?.cause !== undefined && { Cause: failure.cause }),
  };
}

/** Source: AWS Step Functions Developer Guide, "ResultWriter (Map)", its examples of result files. */
export function describeOutcome({ stored, status, output, failure }: Outcome): JsonObject {
  const { record, startedAt, stoppedAt } = stored;
  const isOver = status === "SUCCEEDED";
  return {
    ...(failure?.cause !== undefined && { Cause: failure.cause }),
    ...(failure?.error !== undefined && { Error: failure.error }),
    ExecutionArn: record.arn,
    Input: JSON.stringify(record.input),
    InputDetails: { Included: true },
    Name: record.name,
    ...(output !== undefined && { Output: JSON.stringify(output), OutputDetails: { Included: true } }),
    RedriveCount: record.redriven?.count ?? 0,
    RedriveStatus: isOver ? "NOT_REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN",
    ...(isOver && { RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven" }),
    StartDate: isoInstant(startedAt),
    StateMachineArn: record.machineArn,
    Status: status,
    ...(stoppedAt !== null && { StopDate: isoInstant(stoppedAt) }),
  };
}
