import type { Failure, Json, JsonObject } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import type { Catcher, Retrier, State } from "../definition/machine.ts";
import { matches, namesOf } from "../step/failure.ts";
import { retryDelayMs } from "../step/retry.ts";
import type { TestStateResult } from "./request.ts";
import type { Trial } from "./trial.ts";

/** What becomes of a failure, and the variables that a catcher sets. */
export interface Handled {
  readonly result: Omit<TestStateResult, "inspectionData">;
  readonly assigned: JsonObject;
}

/** Asks the state's retriers, then its catchers, then those of the states around it. */
export async function handleFailure(trial: Trial, failure: Failure, isFatal: boolean): Promise<Handled> {
  const { state, around } = trial.subject;
  for (const handler of isFatal ? [] : [state, ...around]) {
    if (retries(trial, handler, failure)) return plain("RETRIABLE", failure);
    const caught = await catches(trial, handler, failure);
    if (caught !== undefined) return caught;
  }
  return plain("FAILED", failure);
}

function plain(status: "RETRIABLE" | "FAILED", failure: Failure): Handled {
  return { result: { status, ...wordsOf(failure) }, assigned: {} };
}

function wordsOf({ error, cause }: Failure): Failure {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

function retries({ configuration, inspection, scope }: Trial, handler: State, failure: Failure): boolean {
  const retriers: readonly Retrier[] = "retriers" in handler ? handler.retriers : [];
  const retryIndex = retriers.findIndex((retrier) => matches(retrier.errorEquals, namesOf(failure, false)));
  const retrier = retriers[retryIndex];
  const tried = configuration.retrierRetryCount ?? 0;
  if (retrier === undefined || tried >= retrier.maxAttempts) return false;
  const retryBackoffIntervalSeconds = Math.round(retryDelayMs(retrier, tried + 1, scope.random) / 1000);
  inspection.set({ errorDetails: { retryIndex, retryBackoffIntervalSeconds } });
  return true;
}

async function catches(trial: Trial, handler: State, failure: Failure): Promise<Handled | undefined> {
  const catchers: readonly Catcher[] = "catchers" in handler ? handler.catchers : [];
  const catchIndex = catchers.findIndex((catcher) => matches(catcher.errorEquals, namesOf(failure, false)));
  const catcher = catchers[catchIndex];
  if (catcher === undefined) return undefined;
  trial.inspection.set({ errorDetails: { catchIndex } });
  const { scope } = trial;
  const errorOutput: Json = {
    ...(failure.error !== undefined && { Error: failure.error }),
    Cause: failure.cause ?? "",
  };
  try {
    const assigned = catcher.assign === undefined ? {} : await catcher.assign(scope, errorOutput);
    const output = JSON.stringify(await catcher.placeResult(scope, scope.input, errorOutput));
    const result = { status: "CAUGHT_ERROR", output, nextState: catcher.next, ...wordsOf(failure) } as const;
    return { result, assigned };
  } catch (fault) {
    // What the catcher makes of it cannot be caught by a catcher of the same state again.
    if (!(fault instanceof StatesFault)) throw fault;
    return plain("FAILED", { error: fault.error, cause: fault.cause });
  }
}
