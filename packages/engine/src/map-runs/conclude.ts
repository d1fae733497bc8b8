import { type MapRunPlan, StatesFault } from "@landbridge/asl";
import type { Failure, Json } from "@landbridge/model";
import { type MapRunParts, payloadBytesMax } from "./map-run-parts.ts";
import { NeverStarted } from "./never-started.ts";
import { endedIn, type MapRunStatus, type Progress, type StoredMapRun } from "./record.ts";
import { resultOf, writeResults } from "./results.ts";
import { type Unit, unitsOf } from "./units.ts";

/** How a map run ends, and with what. */
export interface Conclusion {
  readonly status: Exclude<MapRunStatus, "RUNNING">;
  readonly progress: Progress;
  /** Of one that succeeded. */
  readonly output: Json | undefined;
}

/** Once nothing runs any more: writes the results where they are to go. Written again after a crash, they are the same. */
export async function concludeRun(parts: MapRunParts, run: StoredMapRun): Promise<Conclusion> {
  const { stop } = run.progress;
  if (stop?.kind === "cancelled")
    return { status: "ABORTED", progress: { ...run.progress, resultsWritten: 0 }, output: undefined };
  const { options, objects, plan } = parts;
  let failure = stop?.failure;
  let output: Json | undefined;
  let resultsWritten = 0;
  const never = new NeverStarted(failure === undefined ? undefined : unitsLeft(parts, run));
  try {
    await writeResults(options.store, objects, run, plan, never.units);
    await never.countRest();
    if (failure === undefined) output = await resultOf(options.store, run, plan, payloadBytesMax(parts));
    const { executions } = run.progress;
    resultsWritten = isAllHandedOn(failure, plan) ? endedIn(executions) : executions.succeeded;
  } catch (error) {
    if (!(error instanceof StatesFault)) throw error;
    failure ??= { error: error.error, cause: error.cause };
  }
  const progress: Progress = {
    ...run.progress,
    resultsWritten,
    ...(never.counts.executions > 0 && { pending: never.counts }),
    ...(failure !== undefined && { stop: { kind: "failure", failure } }),
  };
  return { status: failure === undefined ? "SUCCEEDED" : "FAILED", progress, output };
}

/** What the run would have gone on with; undefined where nobody asks for it, or it cannot be read. */
function unitsLeft(parts: MapRunParts, run: StoredMapRun): AsyncGenerator<Unit> | undefined {
  const { plan, state, objects } = parts;
  const isAsked = plan.writer?.place !== undefined || plan.source.kind === "items";
  if (run.progress.isExhausted || !isAsked) return undefined;
  return unitsOf(run, plan, state, { objects, bytesMax: payloadBytesMax(parts) }, run.progress);
}

function isAllHandedOn(failure: Failure | undefined, { writer }: MapRunPlan): boolean {
  return failure === undefined || writer?.place !== undefined;
}
