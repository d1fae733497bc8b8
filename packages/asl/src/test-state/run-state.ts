import { epochMs, type Failure, type Json } from "@landbridge/model";
import type { Scope } from "../data/scope.ts";
import type {
  ChoiceState,
  FailState,
  ParallelState,
  PassState,
  State,
  SucceedState,
  TaskState,
  WaitState,
} from "../definition/machine.ts";
import { noChoiceMatched } from "../step/choice.ts";
import { instantWaitedFor } from "../step/wait.ts";
import { leave, leaveWithResult } from "./leave.ts";
import { runMap } from "./run-map.ts";
import { appliedTo, failedWith, type Leaving, type Trial } from "./trial.ts";

/** Source: AWS Step Functions API Reference, TestState: "can run for up to five minutes". */
const TEST_SECONDS_MAX = 300;

/** Runs the state as far as a test does, once. @throws StatesFault for what its expressions do wrong */
export function runState(trial: Trial): Promise<Leaving> {
  const { state } = trial.subject;
  switch (state.type) {
    case "Pass":
      return runPass(trial, state);
    case "Task":
      return runTask(trial, state);
    case "Choice":
      return runChoice(trial, state);
    case "Wait":
      return runWait(trial, state);
    case "Succeed":
      return runSucceed(trial, state);
    case "Fail":
      return runFail(trial, state);
    case "Parallel":
      return runParallel(trial, state);
    case "Map":
      return runMap(trial, state);
  }
}

async function runPass(trial: Trial, state: PassState): Promise<Leaving> {
  const input = await state.selectInput(trial.scope);
  const given =
    state.parameters === undefined ? input : await state.parameters(appliedTo(trial.scope, input));
  // Source: recorded from AWS: where there is a Result, what it hides is not shown.
  if (state.result !== undefined) trial.inspection.note("result", state.result);
  else showCall(trial, state, input, given);
  return leaveWithResult(trial, state, state.result === undefined ? given : state.result);
}

async function runTask(trial: Trial, state: TaskState): Promise<Leaving> {
  const scope = await selectInput(trial, state);
  const payload = state.parameters === undefined ? scope.input : await state.parameters(scope);
  showCall(trial, state, scope.input, payload);
  const timeoutSeconds = await state.timeoutSeconds?.(scope);
  const heartbeatSeconds = await state.heartbeatSeconds?.(scope);
  const { mock, inspection, facts } = trial;
  if (mock?.kind === "error") return failedWith(mock.failure);
  if (mock === undefined) {
    const { resource } = state;
    const outcome = await facts.invoke({
      resource,
      payload,
      timeoutSeconds: Math.min(timeoutSeconds ?? TEST_SECONDS_MAX, TEST_SECONDS_MAX),
      heartbeatSeconds,
    });
    if (outcome.trace !== undefined) inspection.trace(outcome.trace);
    if (outcome.kind === "failed") return failedWith(outcome.failure);
    return finishTask(trial, state, outcome.output);
  }
  return finishTask(trial, state, mock.result);
}

function finishTask(trial: Trial, state: TaskState, result: Json): Promise<Leaving> {
  trial.inspection.note("result", result);
  return leaveWithResult(trial, state, result);
}

async function runChoice(trial: Trial, state: ChoiceState): Promise<Leaving> {
  const scope = await selectInput(trial, state);
  const { input } = scope;
  for (const rule of state.rules) {
    if (await rule.matches(scope)) {
      return leave(trial, state, { output: input, subject: input, next: rule.next, shape: rule });
    }
  }
  if (state.defaultNext === undefined) throw noChoiceMatched();
  return leave(trial, state, { output: input, subject: input, next: state.defaultNext });
}

async function runWait(trial: Trial, state: WaitState): Promise<Leaving> {
  const scope = await selectInput(trial, state);
  const { now } = trial.facts;
  const until = await instantWaitedFor(now, state, scope);
  const most = now + TEST_SECONDS_MAX * 1000;
  if (until > now) await trial.facts.waitUntil(epochMs(Math.min(until, most)));
  if (until > most) return failedWith({ error: "States.Timeout" });
  return leave(trial, state, { output: scope.input, subject: scope.input, next: state.next });
}

async function runSucceed(trial: Trial, state: SucceedState): Promise<Leaving> {
  const { input } = await selectInput(trial, state);
  return leave(trial, state, { output: input, subject: input, next: undefined });
}

async function runFail(trial: Trial, state: FailState): Promise<Leaving> {
  await selectInput(trial, state);
  const error = await state.error?.(trial.scope);
  const cause = await state.cause?.(trial.scope);
  const failure: Failure = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
  return failedWith(failure);
}

/** Its branches are not run. Source: recorded from AWS: nor is it shown what they would be given. */
async function runParallel(trial: Trial, state: ParallelState): Promise<Leaving> {
  const input = await state.selectInput(trial.scope);
  if (state.parameters !== undefined) await state.parameters(appliedTo(trial.scope, input));
  const { mock } = trial;
  if (mock?.kind !== "result") return failedWith(mock?.failure ?? {});
  return leaveWithResult(trial, state, mock.result);
}

/** The scope of the effective input, which is shown. */
async function selectInput(trial: Trial, state: State): Promise<Scope> {
  const input = await state.selectInput(trial.scope);
  if (state.language === "JSONPath") trial.inspection.note("afterInputPath", input);
  return appliedTo(trial.scope, input);
}

function showCall({ inspection }: Trial, state: PassState | TaskState, input: Json, call: Json): void {
  if (state.language === "JSONPath") {
    inspection.note("afterInputPath", input);
    inspection.note("afterParameters", call);
  } else if (state.parameters !== undefined) inspection.note("afterArguments", call);
}
