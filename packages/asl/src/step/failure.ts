import type { Failure, Json } from "@landbridge/model";
import { epochMs } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import { QueryEvaluationFault } from "../data/query-fault.ts";
import type { Catcher, Retrier, State } from "../definition/machine.ts";
import { abortThreads, cancelThreads, closeThreads } from "./abort.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import { cutFailure } from "./cut-failure.ts";
import type { Draft } from "./draft.ts";
import { leaveState, nothingInHand } from "./leave.ts";
import { retryDelayMs } from "./retry.ts";
import { type Later, runSteps, type Steps, settle } from "./steps.ts";

/** Where a failure came from: it decides what can catch it and how AWS words it. */
export type FailureOrigin = "task" | "heartbeat" | "fault" | "fail-state" | "branch" | "branch-fatal";

/**
 * The state that the frame is in has failed: its retriers are asked, then its catchers, and if none
 * takes the failure the thread is over and its parent has failed.
 * Source: Amazon States Language, "Errors": "Retriers are applied first, then Catchers".
 */
export function failFrame(draft: Draft, id: number, given: Failure, origin: FailureOrigin): Later<void> {
  const frame = draft.frame(id);
  const state = draft.stateOf(frame);
  const failure = cutFailure(given);
  if (origin === "fault") breakOffThreads(draft, frame);
  const isFatal = origin === "branch-fatal" || (origin === "fault" && given.error === "States.Runtime");
  const names = namesOf(failure, origin === "heartbeat");
  if (!isFatal && retry(draft, frame, state, names)) return;
  const failed = recordFanOutFailed(draft, frame, state, failure);
  const catcher = isFatal ? undefined : findCatcher(state, names);
  if (catcher !== undefined) return runSteps(catchFailure(draft, failed, catcher, failure));
  endInFailure(draft, failed, failure, isFatal);
}

/**
 * Runs what belongs to a frame's state; a fault in it is that state's failure. What `act` needs beside the frame
 * is handed on: a closure for each of a state's steps would be half of what a turn leaves behind.
 */
export function failing<First, Second>(
  draft: Draft,
  frame: Frame,
  act: (draft: Draft, frame: Frame, first: First, second: Second) => Later<void>,
  first: First,
  second: Second,
): Later<void> {
  try {
    const acting = act(draft, frame, first, second);
    if (acting instanceof Promise) return failingLater(draft, frame.id, acting);
  } catch (fault) {
    return takeFault(draft, frame.id, fault);
  }
}

function failingLater(draft: Draft, id: number, acting: Promise<void>): Promise<void> {
  return acting.catch((fault: unknown) => takeFault(draft, id, fault));
}

function takeFault(draft: Draft, id: number, fault: unknown): Later<void> {
  if (!(fault instanceof StatesFault)) throw fault;
  return failFrame(draft, id, recordFault(draft, id, fault), "fault");
}

/**
 * The fault as a failure of the frame's state. Of an expression of JSONata the history tells, and points
 * before the state as AWS does, but for a Wait's. Source: recorded from AWS.
 */
function recordFault(draft: Draft, id: number, fault: StatesFault): Failure {
  const frame = draft.frame(id);
  const state = draft.stateOf(frame);
  const failure = cutFailure(placed({ error: fault.error, cause: fault.cause }, frame, state));
  if (!(fault instanceof QueryEvaluationFault)) return failure;
  const previous = state.type === "Wait" ? frame.enteredEvent : frame.enteredFrom;
  const details = { ...failure, ...(fault.location !== undefined && { location: fault.location }) };
  draft.update(id, {
    lastEvent: draft.record("EvaluationFailed", previous, { ...details, state: state.name }),
  });
  return failure;
}

/** Source: recorded from AWS: a fault in a state's own expressions says where it happened. */
function placed(failure: Failure, frame: Frame, state: State): Failure {
  const where = `An error occurred while executing the state '${state.name}' (entered at the event id #${frame.enteredEvent}).`;
  return { ...failure, cause: `${where} ${failure.cause ?? ""}` };
}

/** Source: measured on AWS by others: a heartbeat that stayed out has a name of its own only where it is caught. */
export function namesOf({ error }: Failure, isHeartbeat: boolean): readonly string[] {
  if (isHeartbeat || error === "States.HeartbeatTimeout")
    return ["States.Timeout", "States.HeartbeatTimeout"];
  return error === undefined ? [] : [error];
}

function retry(draft: Draft, frame: Frame, state: State, names: readonly string[]): boolean {
  const retriers: readonly Retrier[] = "retriers" in state ? state.retriers : [];
  const which = retriers.findIndex((retrier) => matches(retrier.errorEquals, names));
  const retrier = retriers[which];
  if (retrier === undefined) return false;
  const tried = frame.retriesBy[which] ?? 0;
  if (tried >= retrier.maxAttempts) return false;
  const retriesBy = retriers.map((_, index) => (frame.retriesBy[index] ?? 0) + (index === which ? 1 : 0));
  if (frame.fanOut !== null) closeThreads(draft, frame);
  const due = epochMs(draft.facts.now + retryDelayMs(retrier, tried + 1, draft.random));
  draft.update(frame.id, { ...nothingInHand, doing: "retry", due, retriesBy });
  return true;
}

/** Where the Map or Parallel itself fails, and not a thread of it: an ItemSelector on a later item, say. */
function breakOffThreads(draft: Draft, frame: Frame): void {
  if (frame.fanOut === null) return;
  abortThreads(draft, frame, frame);
  cancelThreads(draft, frame);
}

function findCatcher(state: State, names: readonly string[]): Catcher | undefined {
  const catchers: readonly Catcher[] = "catchers" in state ? state.catchers : [];
  return catchers.find((catcher) => matches(catcher.errorEquals, names));
}

/**
 * Source: AWS Step Functions Developer Guide, "Error names": States.ALL is a wildcard, and so is
 * States.TaskFailed, in any state, for every name except States.Timeout.
 */
export function matches(errorEquals: readonly string[], names: readonly string[]): boolean {
  return errorEquals.some(
    (name) =>
      name === "States.ALL" ||
      names.includes(name) ||
      (name === "States.TaskFailed" && !names.includes("States.Timeout")),
  );
}

/** Its branches or iterations are over by now; what the failing one last did is what led here. */
function recordFanOutFailed(draft: Draft, frame: Frame, state: State, failure: Failure): Frame {
  if (state.type !== "Map" && state.type !== "Parallel") return frame;
  // A Map whose items cannot be evaluated has failed, too, though it never began.
  if (frame.doing !== "fan-out" && failure.error !== "States.QueryEvaluationError") return frame;
  return draft.update(frame.id, { lastEvent: draft.record(`${state.type}StateFailed`, frame.lastEvent) });
}

function* catchFailure(draft: Draft, frame: Frame, catcher: Catcher, failure: Failure): Steps<void> {
  const errorOutput: Json = {
    ...(failure.error !== undefined && { Error: failure.error }),
    Cause: failure.cause ?? "",
  };
  try {
    const scope = new StateScope(draft, frame, frame.input);
    const values = catcher.assign && (yield* settle(catcher.assign(scope, errorOutput)));
    const output = yield* settle(catcher.placeResult(scope, frame.input, errorOutput));
    leaveState(draft, frame, output, catcher.next, values);
  } catch (fault) {
    // What the catcher makes of it cannot be caught by a catcher of the same state again.
    if (!(fault instanceof StatesFault)) throw fault;
    const made = recordFault(draft, frame.id, fault);
    endInFailure(draft, frame, made, false);
  }
}

function endInFailure(draft: Draft, frame: Frame, failure: Failure, isFatal: boolean): void {
  draft.threadsOver.push({ kind: "failed", frame: frame.id, failure, isFatal });
}
