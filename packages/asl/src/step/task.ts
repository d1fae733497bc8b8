import { assert, type EpochMs, epochMs, type Failure, isJsonObject, type Json } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import type { Resource, TaskState } from "../definition/machine.ts";
import { cancelTask } from "./cancel.ts";
import { StateScope } from "./context.ts";
import type { Answer, ExecutionEvent, Frame, TaskInHand, TaskRef } from "./contract.ts";
import { cutFailure } from "./cut-failure.ts";
import type { Draft } from "./draft.ts";
import { exitWithResult } from "./exit.ts";
import { failFrame } from "./failure.ts";
import { dataLimitCause } from "./payload-texts.ts";
import { after, type Later, runSteps, type Steps, settle } from "./steps.ts";
import { recordTaskFact } from "./task-history.ts";

type TaskEvent = Extract<ExecutionEvent, { readonly kind: `Task${string}` }>;

/** What the task is called with. */
interface Call {
  readonly payload: Json;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly credentials: Json | undefined;
}

/** Evaluates what the task is called with, records that it is scheduled, and asks the shell to start it. */
export function scheduleTask(draft: Draft, frame: Frame, state: TaskState): Later<void> {
  const ref = { frame: frame.id, task: draft.nextTask() };
  const raw = awaitsToken(state.resource)
    ? new StateScope(draft, frame, frame.input, { taskToken: () => draft.facts.tokenOf(ref) })
    : new StateScope(draft, frame, frame.input);
  const input = state.selectInput(raw);
  const call =
    input instanceof Promise ? evaluateLater(state, raw, input) : evaluateCall(state, raw.on(input));
  if (call instanceof Promise) return call.then((known) => startTask(draft, frame, state, ref, known));
  startTask(draft, frame, state, ref, call);
}

function evaluateLater(state: TaskState, raw: StateScope, input: Promise<Json>): Promise<Call> {
  return input.then((value) => evaluateCall(state, raw.on(value)));
}

function evaluateCall(state: TaskState, scope: StateScope): Later<Call> {
  const payload = state.parameters === undefined ? scope.input : state.parameters(scope);
  const { timeoutSeconds, heartbeatSeconds, credentials } = state;
  const isPlain = timeoutSeconds === undefined && heartbeatSeconds === undefined && credentials === undefined;
  if (!isPlain || payload instanceof Promise) return runSteps(evaluateAll(state, scope, payload));
  return { payload, timeoutSeconds, heartbeatSeconds, credentials };
}

function* evaluateAll(state: TaskState, scope: StateScope, payload: Later<Json>): Steps<Call> {
  return {
    payload: yield* settle(payload),
    timeoutSeconds: yield* settle(state.timeoutSeconds?.(scope)),
    heartbeatSeconds: yield* settle(state.heartbeatSeconds?.(scope)),
    credentials: yield* settle(state.credentials?.(scope)),
  };
}

function startTask(draft: Draft, frame: Frame, state: TaskState, ref: TaskRef, call: Call): void {
  const { payload, timeoutSeconds, heartbeatSeconds, credentials } = call;
  const { resource } = state;
  let lastEvent = recordTaskFact(draft, resource, frame.lastEvent, {
    kind: "scheduled",
    text: draft.texts.bounded(payload, state.name),
    roleArn: roleOf(credentials),
    timeoutSeconds,
    heartbeatSeconds,
  });
  const isStarted = resource.kind !== "activity";
  if (isStarted) lastEvent = recordTaskFact(draft, resource, lastEvent, { kind: "started" });
  const { now } = draft.facts;
  // An activity's clocks start when a worker takes it. Source: AWS Step Functions Developer Guide, "Troubleshooting
  // activities": what no worker takes ends by the definition's timeout alone.
  const timeoutAt = isStarted ? instantAfter(now, timeoutSeconds) : null;
  const task: TaskInHand = { task: ref.task, payload, timeoutAt, timeoutSeconds, heartbeatSeconds };
  const heartbeatAt = isStarted ? instantAfter(now, heartbeatSeconds) : null;
  const own = draft.own(frame.id);
  own.doing = "task";
  own.lastEvent = lastEvent;
  own.task = task;
  own.heartbeatAt = heartbeatAt;
  own.due = earlier(timeoutAt, heartbeatAt);
  own.isHandedOver = false;
  draft.commands.push({ kind: "StartTask", ref, resource, payload, timeoutSeconds, heartbeatSeconds });
}

function roleOf(credentials: Json | undefined): string | undefined {
  const role = isJsonObject(credentials) ? credentials["RoleArn"] : undefined;
  return typeof role === "string" ? role : undefined;
}

/** Source: recorded from AWS: Task.Token is in the context object only where somebody is to send it back. */
function awaitsToken(resource: Resource): boolean {
  return resource.kind === "integration" && resource.pattern === "waitForTaskToken";
}

/** Source: design, "Tasks": a late or repeated result is refused; the task number tells. */
export function takeTaskEvent(draft: Draft, event: TaskEvent): Later<Answer> {
  const frame = draft.findFrame(event.ref.frame);
  if (frame === undefined || frame.doing !== "task" || frame.task?.task !== event.ref.task) return "stale";
  const state = taskOf(draft, frame);
  switch (event.kind) {
    case "TaskStarted":
      return startActivity(draft, frame, state.resource, event.workerName);
    case "TaskSubmitted":
      return submit(draft, frame, state.resource, event.output);
    case "TaskHeartbeat":
      showLife(draft, frame);
      return "taken";
    case "TaskSucceeded":
      return after(succeedTask(draft, frame, state, event.output), taken);
    case "TaskFailed":
      return after(failTask(draft, frame, state.resource, event.failure), taken);
  }
}

function taskOf(draft: Draft, frame: Frame): TaskState {
  const state = draft.stateOf(frame);
  assert(state.type === "Task", "a frame with a task is in a Task state");
  return state;
}

function taken(): Answer {
  return "taken";
}

/** Its time is over, or its heartbeat stayed out. Source: recorded from AWS: both are told as States.Timeout. */
export function timeOutTask(draft: Draft, frame: Frame): Later<void> {
  const { task } = frame;
  assert(task !== null, "a frame that waits for a task has one");
  const { resource } = taskOf(draft, frame);
  const isTimeout = task.timeoutAt !== null && task.timeoutAt <= draft.facts.now;
  const failure: Failure = { error: "States.Timeout" };
  const lastEvent = recordTaskFact(draft, resource, frame.lastEvent, { kind: "timed-out", failure });
  cancelTask(draft, frame);
  draft.update(frame.id, { lastEvent, task: null });
  return failFrame(draft, frame.id, failure, isTimeout ? "task" : "heartbeat");
}

function startActivity(
  draft: Draft,
  frame: Frame,
  resource: Resource,
  workerName: string | undefined,
): Answer {
  if (resource.kind !== "activity") return "stale";
  const lastEvent = recordTaskFact(draft, resource, frame.lastEvent, { kind: "started", workerName });
  const { task } = frame;
  assert(task !== null, "a frame that waits for a task has one");
  const timeoutAt = instantAfter(draft.facts.now, task.timeoutSeconds);
  const changes = { lastEvent, isHandedOver: true, task: { ...task, timeoutAt }, due: timeoutAt };
  showLife(draft, draft.update(frame.id, changes));
  return "taken";
}

function submit(draft: Draft, frame: Frame, resource: Resource, output: Json): Later<Answer> {
  if (frame.isHandedOver) return "stale";
  const text = resultText(draft, resource, output);
  if (text === undefined) return after(failTask(draft, frame, resource, tooLarge(resource)), taken);
  const lastEvent = recordTaskFact(draft, resource, frame.lastEvent, { kind: "submitted", text });
  draft.update(frame.id, { lastEvent, isHandedOver: true });
  return "taken";
}

function showLife(draft: Draft, frame: Frame): void {
  const heartbeatAt = instantAfter(draft.facts.now, frame.task?.heartbeatSeconds);
  if (heartbeatAt === null) return;
  draft.update(frame.id, { heartbeatAt, due: earlier(frame.task?.timeoutAt ?? null, heartbeatAt) });
}

function succeedTask(draft: Draft, frame: Frame, state: TaskState, result: Json): Later<void> {
  const { resource } = state;
  const text = resultText(draft, resource, result);
  if (text === undefined) return failTask(draft, frame, resource, tooLarge(resource));
  const lastEvent = recordTaskFact(draft, resource, frame.lastEvent, { kind: "succeeded", text });
  const own = draft.own(frame.id);
  own.lastEvent = lastEvent;
  own.task = null;
  return exitWithResult(draft, own, state, result);
}

/** `undefined`: it is too large. */
function resultText(draft: Draft, resource: Resource, result: Json): string | undefined {
  try {
    return draft.texts.bounded(result, nameOf(resource));
  } catch (fault) {
    if (!(fault instanceof StatesFault)) throw fault;
    return undefined;
  }
}

function tooLarge(resource: Resource): Failure {
  return { error: "States.DataLimitExceeded", cause: dataLimitCause(nameOf(resource)) };
}

function failTask(draft: Draft, frame: Frame, resource: Resource, given: Failure): Later<void> {
  const failure = cutFailure(given);
  const lastEvent = recordTaskFact(draft, resource, frame.lastEvent, { kind: "failed", failure });
  // It is over: nobody is to be told that it is not wanted any longer.
  draft.update(frame.id, { lastEvent, task: null });
  return failFrame(draft, frame.id, failure, "task");
}

/** How AWS names a task in the words about its size: a service by its name, a function by its ARN. */
function nameOf(resource: Resource): string {
  return resource.kind === "integration" ? resource.service : resource.arn;
}

function instantAfter(now: EpochMs, seconds: number | undefined): EpochMs | null {
  return seconds === undefined ? null : epochMs(now + seconds * 1000);
}

function earlier(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
