import { isJsonObject, type Json, type JsonObject, parseJson, randomStream } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import { Pace } from "../data/pace.ts";
import { awsLimits, exceedsBytes } from "../limits.ts";
import { contextOf } from "./context.ts";
import { type Handled, handleFailure } from "./handle-failure.ts";
import { Inspection } from "./inspection.ts";
import { type Mock, mockOf } from "./mock.ts";
import { refuse } from "./rejection.ts";
import type { TestStateFacts, TestStateRequest, TestStateResult } from "./request.ts";
import { runState } from "./run-state.ts";
import { findSubject, holdsState, type Subject } from "./subject.ts";
import type { Leaving, Trial } from "./trial.ts";

/**
 * Tests one state, as AWS's API TestState does: with the state's own data flow and error handling, and a mock or a
 * call in the place of what it calls.
 * @throws LandbridgeError ValidationException, InvalidDefinition or InvalidExecutionInput, in AWS's words
 */
export async function testState(request: TestStateRequest, facts: TestStateFacts): Promise<TestStateResult> {
  const trial = prepare(request, facts);
  const { result, assigned } = await settle(trial);
  const variables = { ...trial.scope.variables, ...assigned };
  if (Object.keys(variables).length > 0) trial.inspection.note("variables", variables);
  const inspectionData = trial.inspection.data;
  return { ...result, ...(inspectionData !== undefined && { inspectionData }) };
}

function prepare(request: TestStateRequest, facts: TestStateFacts): Trial {
  const subject = findSubject(request);
  const mock = mockOf(request, subject);
  checkConfiguration(request, subject);
  const random = randomStream(facts.seed);
  const input = inputOf(request, facts);
  const variables = variablesOf(request);
  const context = contextOf(request, subject, input, facts, random);
  checkRole(request, subject, mock);
  const inspection = new Inspection(request.inspectionLevel ?? "INFO");
  inspection.note("input", input);
  const { now, breathe } = facts;
  const scope = { input, context, variables, now, random, pace: new Pace(breathe) };
  return { subject, mock, configuration: request.stateConfiguration ?? {}, facts, inspection, scope };
}

function inputOf({ input = "{}" }: TestStateRequest, { limits = awsLimits }: TestStateFacts): Json {
  const value = exceedsBytes(input, limits.payloadBytesMax) ? undefined : parseJson(input);
  return value === undefined
    ? refuse("InvalidExecutionInput", "Invalid State Machine Execution Input")
    : value;
}

function variablesOf({ variables = "{}" }: TestStateRequest): JsonObject {
  const value = parseJson(variables);
  return isJsonObject(value) ? value : refuse("ValidationException", "The variables must be a JSON object");
}

function checkRole({ roleArn }: TestStateRequest, { state }: Subject, mock: Mock | undefined): void {
  if (state.type !== "Task" || mock !== undefined || roleArn !== undefined) return;
  refuse("ValidationException", "RoleArn must be specified when testing a Task state");
}

function checkConfiguration({ stateConfiguration }: TestStateRequest, subject: Subject): void {
  const name = stateConfiguration?.errorCausedByState;
  if (name === undefined || holdsState(subject, name)) return;
  refuse("ValidationException", `State '${name}' of errorCausedByState not found in the tested state`);
}

async function settle(trial: Trial): Promise<Handled> {
  const leaving = await run(trial);
  if (leaving.kind === "failed") return handleFailure(trial, leaving.failure, leaving.isFatal);
  const { output, next, assigned } = leaving;
  const result = {
    status: "SUCCEEDED",
    output: JSON.stringify(output),
    ...(next !== undefined && { nextState: next }),
  } as const;
  return { result, assigned };
}

type Ran =
  | Extract<Leaving, { kind: "left" }>
  | (Extract<Leaving, { kind: "failed" }> & { readonly isFatal: boolean });

/** A fault of the state's own expressions is its failure; States.Runtime is one that nothing catches. */
async function run(trial: Trial): Promise<Ran> {
  try {
    const leaving = await runState(trial);
    return leaving.kind === "left" ? leaving : { ...leaving, isFatal: false };
  } catch (fault) {
    if (!(fault instanceof StatesFault)) throw fault;
    const { error, cause } = fault;
    return { kind: "failed", failure: { error, cause }, isFatal: error === "States.Runtime" };
  }
}
