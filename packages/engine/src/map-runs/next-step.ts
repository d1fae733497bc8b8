import type { Failure } from "@landbridge/model";
import { mapRunLimits } from "./limits.ts";
import { endedIn, type Progress, type RedriveProgress, type StoredMapRun } from "./record.ts";
import { failureOf } from "./tolerance.ts";

/** What a map run's memory knows at this moment. */
export interface Situation {
  readonly stored: Pick<StoredMapRun, "status" | "facts" | "progress">;
  /** Somebody waits for a change of its numbers. */
  readonly hasUpdates: boolean;
  /** The parent knows that it need not ask for the run again. */
  readonly isHandedOver: boolean;
  readonly isCancelled: boolean;
  /** There are ends of children that may be counted. */
  readonly hasEnds: boolean;
  /** Where it is known before everything has been read. */
  readonly itemsTotal: number | undefined;
}

export type NextStep =
  | { readonly kind: "tell-parent" }
  | { readonly kind: "take-updates" }
  | { readonly kind: "take-over" }
  | { readonly kind: "begin-stop"; readonly stop: NonNullable<Progress["stop"]> }
  | { readonly kind: "count-ends" }
  | { readonly kind: "stop-children" }
  | { readonly kind: "redrive-more"; readonly redrive: RedriveProgress; readonly room: number }
  | { readonly kind: "start-more"; readonly room: number }
  | { readonly kind: "finish" }
  | { readonly kind: "wait" };

/** The one thing that a map run does next. What is over is counted before anything is begun. */
export function nextStep(situation: Situation): NextStep {
  const { stored, hasUpdates, isHandedOver, isCancelled, hasEnds, itemsTotal } = situation;
  const { facts, progress } = stored;
  if (stored.status !== "RUNNING") return { kind: "tell-parent" };
  if (hasUpdates) return { kind: "take-updates" };
  if (!isHandedOver) return { kind: "take-over" };
  const { stop } = progress;
  if (isCancelled && stop === undefined) return { kind: "begin-stop", stop: { kind: "cancelled" } };
  if (hasEnds) return { kind: "count-ends" };
  if (stop !== undefined) return { kind: "stop-children" };
  const failure = failureOf(facts, progress, itemsTotal);
  return failure === undefined ? nextStart(facts.maxConcurrency, progress) : failing(failure);
}

function failing(failure: Failure): NextStep {
  return { kind: "begin-stop", stop: { kind: "failure", failure } };
}

function nextStart(maxConcurrency: number, progress: Progress): NextStep {
  const { redrive, isExhausted } = progress;
  const running = runningIn(progress);
  const room = atOnce(maxConcurrency) - running;
  if (redrive !== undefined) return room > 0 ? { kind: "redrive-more", redrive, room } : { kind: "wait" };
  if (!isExhausted && room > 0) return { kind: "start-more", room };
  return isExhausted && running === 0 ? { kind: "finish" } : { kind: "wait" };
}

function runningIn({ started, executions, redrive }: Progress): number {
  return started - endedIn(executions) - (redrive?.pendingExecutions ?? 0);
}

/** Of the children. Source: Step Functions, `MaxConcurrency`: 0 is no limit of the definition's own. */
function atOnce(maxConcurrency: number): number {
  const most = mapRunLimits.childrenAtOnceMax;
  return maxConcurrency === 0 ? most : Math.min(maxConcurrency, most);
}
