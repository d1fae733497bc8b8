import { assert, type EpochMs, epochMs, type Failure } from "@landbridge/model";
import type { Machine } from "../definition/machine.ts";
import { cancelAllTasks } from "./cancel.ts";
import type { Answer, ExecutionEvent, ExecutionState, Facts, Frame, Turn } from "./contract.ts";
import { cutFailure } from "./cut-failure.ts";
import { Draft } from "./draft.ts";
import { enterState, runState } from "./enter.ts";
import { exitState } from "./exit.ts";
import { takeMapRunEvent } from "./map-run.ts";
import type { NewThread } from "./new-frame.ts";
import { isRedrivable, redriveExecution, reopen } from "./redrive.ts";
import { deadlineOf, rootFrame } from "./state.ts";
import { after, drain, type Later } from "./steps.ts";
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
  const draft = new Draft(machine, state, facts);
  const answers: Answer[] = [];
  const taken = takeEvents(draft, events, answers, 0);
  return taken instanceof Promise ? taken.then(() => finish(draft, answers)) : finish(draft, answers);
}

function finish(draft: Draft, answers: readonly Answer[]): Later<Turn> {
  const passed = letTimePass(draft);
  return passed instanceof Promise ? passed.then(() => toTurn(draft, answers)) : toTurn(draft, answers);
}

function toTurn(draft: Draft, answers: readonly Answer[]): Turn {
  failIfHistoryIsFull(draft);
  const survey = draft.survey();
  return {
    delta: draft.toDelta(survey),
    history: draft.history,
    commands: draft.commands,
    answers,
    status: draft.status,
    wakeAt: wakeAtOf(draft, survey.earliestDue),
    isTaskUnderWay: draft.isRunning && survey.isTaskUnderWay,
  };
}

function takeEvents(
  draft: Draft,
  events: readonly ExecutionEvent[],
  answers: Answer[],
  from: number,
): Later<void> {
  for (let at = from; at < events.length; at += 1) {
    const event = events[at];
    assert(event !== undefined, "an event exists at each index");
    const run = answerAndRun(draft, takeEvent(draft, event), answers);
    if (run instanceof Promise) return run.then(() => takeEvents(draft, events, answers, at + 1));
  }
}

function answerAndRun(draft: Draft, taken: Later<Answer>, answers: Answer[]): Later<void> {
  if (taken instanceof Promise) return taken.then((answer) => answerAndRun(draft, answer, answers));
  answers.push(taken);
  return runThreads(draft);
}

function takeEvent(draft: Draft, event: ExecutionEvent): Later<Answer> {
  if (event.kind === "Redrive") return redrive(draft, event.fromStart ?? false);
  if (!draft.isRunning) return "stale";
  switch (event.kind) {
    case "Start":
      return start(draft);
    case "UpdateMapRun":
      return "stale";
    case "Stop":
      return stop(draft, event.failure);
    case "TaskStarted":
    case "TaskSubmitted":
    case "TaskSucceeded":
    case "TaskFailed":
    case "TaskHeartbeat":
      return takeTaskEvent(draft, event);
    case "MapRunTaken":
    case "MapRunSucceeded":
    case "MapRunFailed":
      return takeMapRunEvent(draft, event);
  }
}

function start(draft: Draft): Answer {
  if (draft.base.lastEventId > 0) return "stale";
  draft.create(begin(draft, 0));
  return "taken";
}

/** Source: AWS Step Functions Developer Guide, "Redriving Map Runs": an Express child runs from its start again. */
function redrive(draft: Draft, fromStart: boolean): Later<Answer> {
  if (!isRedrivable(draft)) return "stale";
  if (!fromStart) return after(redriveExecution(draft), () => "taken");
  const last = reopen(draft);
  for (const { id } of draft.framesWhere(({ id }) => id !== rootFrame)) draft.drop(id);
  draft.recreate(rootFrame, begin(draft, last));
  return "taken";
}

function begin(draft: Draft, previous: number): NewThread {
  const { execution } = draft.base;
  draft.record("ExecutionStarted", previous, {
    input: draft.texts.of(execution.input),
    roleArn: execution.roleArn,
  });
  const block = draft.machine.blocks.get("");
  return {
    parent: 0,
    index: 0,
    block: "",
    state: block?.startAt ?? "",
    input: execution.input,
    // The second event points at nothing, as AWS writes it.
    lastEvent: previous,
    item: undefined,
  };
}

function stop(draft: Draft, given: Failure): Answer {
  const failure = cutFailure(given);
  // AWS's ExecutionAborted points before the state that was broken off: at nothing in the first one.
  const root = draft.findFrame(rootFrame);
  const previous = root?.enteredFrom ?? 0;
  cancelAllTasks(draft);
  draft.record("ExecutionAborted", previous, { ...failure });
  draft.close("ABORTED", { failure });
  return "taken";
}

/** Runs every thread that can go on, in order, until none can or the turn's budget is used up. */
function runThreads(draft: Draft): Later<void> {
  const settling = settleThreads(draft);
  const waiting = settling instanceof Promise ? settling : draft.breath();
  if (waiting !== undefined) return waiting.then(() => runThreads(draft));
  // To shift what is empty takes as long as to run a small state.
  while (draft.runnable.length > 0) {
    const id = draft.runnable.shift();
    const running = id === undefined ? undefined : runThread(draft, id);
    if (running instanceof Promise) return running.then(() => runThreads(draft));
  }
}

function runThread(draft: Draft, id: number): Later<void> {
  draft.running = id;
  for (let frame = findEntrant(draft, id); frame !== undefined; frame = findEntrant(draft, id)) {
    const entering = enterState(draft, frame);
    const settling =
      entering instanceof Promise ? entering.then(() => settleThreads(draft)) : settleThreads(draft);
    const waiting = settling instanceof Promise ? settling : draft.breath();
    if (waiting !== undefined) return waiting.then(() => runThread(draft, id));
  }
  draft.running = 0;
}

/** The frame, if it is about to enter a state and may do so in this turn. */
function findEntrant(draft: Draft, id: number): Frame | undefined {
  const frame = draft.findFrame(id);
  if (frame === undefined || frame.doing !== "ready" || !draft.isRunning || draft.isHistoryFull)
    return undefined;
  if (!draft.isBudgetUsedUp) return frame;
  draft.update(id, { due: draft.facts.now });
  return undefined;
}

function fullHistory(historyEventsMax: number): Failure {
  const cause = `The execution reached the maximum number of history events (${historyEventsMax}).`;
  return { error: "States.Runtime", cause };
}

/** Everything that is due by now happens, oldest frame first. */
function letTimePass(draft: Draft): Later<void> {
  const deadline = deadlineOf(draft.machine, clockOf(draft));
  if (draft.isRunning && deadline !== undefined && deadline <= draft.facts.now) {
    timeOutExecution(draft);
    return;
  }
  if (draft.base.due.size === 0) return;
  const dues = draft.base.due.entries();
  return drain(
    () => findDue(draft, dues),
    (frame) => after(reachDue(draft, frame), () => runThreads(draft)),
  );
}

/** The next frame for which the time has come, and that has not moved on in this turn. */
function findDue(draft: Draft, dues: MapIterator<[number, EpochMs]>): Frame | undefined {
  const { now } = draft.facts;
  for (let next = dues.next(); next.done !== true; next = dues.next()) {
    const [id, due] = next.value;
    if (due > now || !draft.isRunning) continue;
    const frame = draft.findFrame(id);
    if (frame !== undefined && frame.due !== null && frame.due <= now) return frame;
  }
  return undefined;
}

function reachDue(draft: Draft, frame: Frame): Later<void> {
  switch (frame.doing) {
    case "ready":
      draft.update(frame.id, { due: null });
      draft.runnable.push(frame.id);
      return;
    case "wait":
      draft.update(frame.id, { due: null });
      return exitState(draft, frame.id, frame.input);
    case "retry": {
      const retried = draft.update(frame.id, { due: null, retryCount: frame.retryCount + 1 });
      return runState(draft, retried, draft.stateOf(retried));
    }
    case "task":
      return timeOutTask(draft, frame);
    case "map-run":
    case "fan-out":
    case "ended":
      return;
  }
}

function timeOutExecution(draft: Draft): void {
  const root = draft.findFrame(rootFrame);
  const previous = root?.enteredFrom ?? 0;
  cancelAllTasks(draft);
  draft.record("ExecutionTimedOut", previous, {});
  draft.close("TIMED_OUT", {});
}

/**
 * Source: AWS Step Functions Developer Guide, "Avoid reaching the history quota": the execution then fails. Measured
 * there by others: the failure is the last event that has room, and points at the one before.
 */
function failIfHistoryIsFull(draft: Draft): void {
  const { historyEventsMax } = draft.facts.limits;
  const isClosedInTime = !draft.isRunning && draft.lastEventId === historyEventsMax;
  if (!draft.isHistoryFull || isClosedInTime || draft.history.length === 0) return;
  const failure = fullHistory(historyEventsMax);
  cancelAllTasks(draft);
  draft.cutHistory(historyEventsMax - 1);
  draft.record("ExecutionFailed", draft.lastEventId, { ...failure });
  draft.close("FAILED", { failure });
}

function clockOf({ base, redrivenAt }: Draft): Parameters<typeof deadlineOf>[1] {
  return { execution: base.execution, redrivenAt };
}

function wakeAtOf(draft: Draft, earliestDue: number): Turn["wakeAt"] {
  if (!draft.isRunning) return null;
  const deadline = deadlineOf(draft.machine, clockOf(draft)) ?? Number.POSITIVE_INFINITY;
  const earliest = Math.min(deadline, earliestDue);
  return earliest === Number.POSITIVE_INFINITY ? null : epochMs(earliest);
}
