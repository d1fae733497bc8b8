import { epochMs, type Failure } from "@landbridge/model";
import type { Machine } from "../definition/machine.ts";
import type { Answer, ExecutionEvent, ExecutionState, Facts, Frame, Turn } from "./contract.ts";
import { cutFailure } from "./cut-failure.ts";
import { Draft, newFrame } from "./draft.ts";
import { enterState, runState } from "./enter.ts";
import { exitState } from "./exit.ts";
import { takeMapRunEvent } from "./map-run.ts";
import { deadlineOf, noVariables, rootFrame } from "./state.ts";
import type { Steps } from "./steps.ts";
import { takeTaskEvent, timeOutTask } from "./task.ts";
import { settleThreads } from "./threads.ts";

/**
 * One turn of an execution: everything that `events` and the passing of time until `facts.now` cause,
 * until every thread waits again. The invariants are with the contract (contract.ts).
 */
export function step(
  machine: Machine,
  state: ExecutionState,
  events: readonly ExecutionEvent[],
  facts: Facts,
): Turn | Promise<Turn> {
  return drive(turn(new Draft(machine, state, facts), events));
}

/** Runs the generator; it becomes a promise only where an expression is one. */
function drive(steps: Steps<Turn>): Turn | Promise<Turn> {
  const first = steps.next();
  return first.done === true ? first.value : driveOn(steps, first.value);
}

async function driveOn(steps: Steps<Turn>, firstWait: Promise<unknown>): Promise<Turn> {
  let wait = firstWait;
  for (;;) {
    const next = await wait.then(
      (value) => steps.next(value),
      (reason: unknown) => steps.throw(reason),
    );
    if (next.done === true) return next.value;
    wait = next.value;
  }
}

function* turn(draft: Draft, events: readonly ExecutionEvent[]): Steps<Turn> {
  const answers: Answer[] = [];
  for (const event of events) {
    answers.push(yield* takeEvent(draft, event));
    yield* runThreads(draft);
  }
  yield* letTimePass(draft);
  yield* runThreads(draft);
  failIfHistoryIsFull(draft);
  return {
    delta: draft.toDelta(),
    history: draft.history,
    commands: draft.commands,
    answers,
    status: draft.status,
    wakeAt: wakeAtOf(draft),
    isTaskUnderWay: draft.isRunning && draft.isTaskUnderWay,
  };
}

function* takeEvent(draft: Draft, event: ExecutionEvent): Steps<Answer> {
  if (!draft.isRunning) return "stale";
  switch (event.kind) {
    case "Start":
      return start(draft);
    case "Stop":
      return stop(draft, event.failure);
    case "TaskStarted":
    case "TaskSubmitted":
    case "TaskSucceeded":
    case "TaskFailed":
    case "TaskHeartbeat":
      return yield* takeTaskEvent(draft, event);
    case "MapRunTaken":
    case "MapRunSucceeded":
    case "MapRunFailed":
      return yield* takeMapRunEvent(draft, event);
  }
}

function start(draft: Draft): Answer {
  if (draft.base.lastEventId > 0) return "stale";
  const { execution } = draft.base;
  draft.record("ExecutionStarted", 0, {
    input: draft.textOf(execution.input),
    roleArn: execution.roleArn,
  });
  const block = draft.machine.blocks.get("");
  const root = draft.create(
    newFrame({
      parent: 0,
      index: 0,
      block: "",
      state: block?.startAt ?? "",
      input: execution.input,
      // The second event points at nothing, as AWS writes it.
      lastEvent: 0,
      variables: noVariables,
    }),
  );
  draft.runnable.push(root.id);
  return "taken";
}

function stop(draft: Draft, given: Failure): Answer {
  const failure = cutFailure(given);
  // AWS's ExecutionAborted points before the state that was broken off: at nothing in the first one.
  const root = draft.findFrame(rootFrame);
  const previous = root?.enteredFrom ?? 0;
  draft.dropAllFrames();
  draft.record("ExecutionAborted", previous, { ...failure });
  draft.close("ABORTED", { failure });
  return "taken";
}

/** Runs every thread that can go on, in order, until none can or the turn's budget is used up. */
function* runThreads(draft: Draft): Steps<void> {
  yield* settleThreads(draft);
  for (let id = draft.runnable.shift(); id !== undefined; id = draft.runnable.shift()) {
    yield* runThread(draft, id);
  }
}

function* runThread(draft: Draft, id: number): Steps<void> {
  for (;;) {
    const frame = draft.findFrame(id);
    if (frame === undefined || frame.doing !== "ready" || !draft.isRunning) return;
    if (draft.statesEntered >= draft.facts.limits.statesPerTurnMax) {
      draft.update(id, { due: draft.facts.now });
      return;
    }
    yield* enterState(draft, frame);
    yield* settleThreads(draft);
  }
}

function fullHistory(historyEventsMax: number): Failure {
  const cause = `The execution reached the maximum number of history events (${historyEventsMax}).`;
  return { error: "States.Runtime", cause };
}

/** Everything that is due by now happens, oldest frame first. */
function* letTimePass(draft: Draft): Steps<void> {
  const deadline = deadlineOf(draft.machine, draft.base);
  if (draft.isRunning && deadline !== undefined && deadline <= draft.facts.now) {
    timeOutExecution(draft);
    return;
  }
  for (const [id, due] of [...draft.base.due]) {
    if (due > draft.facts.now) continue;
    const frame = draft.findFrame(id);
    if (frame === undefined || frame.due === null || frame.due > draft.facts.now || !draft.isRunning)
      continue;
    yield* reachDue(draft, frame);
    yield* runThreads(draft);
  }
}

function* reachDue(draft: Draft, frame: Frame): Steps<void> {
  switch (frame.doing) {
    case "ready":
      draft.update(frame.id, { due: null });
      draft.runnable.push(frame.id);
      return;
    case "wait":
      draft.update(frame.id, { due: null });
      return yield* exitState(draft, frame.id, frame.input);
    case "retry":
      return yield* runState(draft, draft.update(frame.id, { due: null, retryCount: frame.retryCount + 1 }));
    case "task":
      return yield* timeOutTask(draft, frame);
    case "map-run":
    case "fan-out":
    case "ended":
      return;
  }
}

function timeOutExecution(draft: Draft): void {
  const root = draft.findFrame(rootFrame);
  const previous = root?.enteredFrom ?? 0;
  draft.dropAllFrames();
  draft.record("ExecutionTimedOut", previous, {});
  draft.close("TIMED_OUT", {});
}

/** Source: AWS Step Functions Developer Guide, "Avoid reaching the history quota": the execution then fails. */
function failIfHistoryIsFull(draft: Draft): void {
  const { historyEventsMax } = draft.facts.limits;
  if (!draft.isRunning || draft.lastEventId < historyEventsMax) return;
  const root = draft.findFrame(rootFrame);
  const previous = root?.lastEvent ?? 0;
  const failure = fullHistory(historyEventsMax);
  draft.dropAllFrames();
  draft.record("ExecutionFailed", previous, { ...failure });
  draft.close("FAILED", { failure });
}

function wakeAtOf(draft: Draft): Turn["wakeAt"] {
  if (!draft.isRunning) return null;
  const deadline = deadlineOf(draft.machine, draft.base) ?? Number.POSITIVE_INFINITY;
  const earliest = Math.min(deadline, draft.earliestDue());
  return earliest === Number.POSITIVE_INFINITY ? null : epochMs(earliest);
}
