import { type Failure, isJsonArray, isJsonObject, type Json, parseJson } from "@landbridge/model";
import type { MapState, ParallelState, State, TaskState } from "../definition/machine.ts";
import { checkResponse } from "./check-response.ts";
import { refuse } from "./rejection.ts";
import type { MockInput, TestStateRequest } from "./request.ts";
import { answersLater, awaitsMore, type Subject } from "./subject.ts";

/** What is answered in the place of what the state would call or run. */
export type Mock =
  | { readonly kind: "result"; readonly result: Json }
  | { readonly kind: "error"; readonly failure: Failure };

/** `undefined`: there is none, and none is needed. @throws LandbridgeError as AWS words it */
export function mockOf(request: TestStateRequest, { state }: Subject): Mock | undefined {
  const { mock } = request;
  if (mock === undefined) {
    requireNone(state);
    return undefined;
  }
  if (state.type !== "Task" && state.type !== "Map" && state.type !== "Parallel") {
    return invalid(`State type '${state.type}' is not supported when a mock is specified`);
  }
  if (request.revealSecrets === true) {
    invalid("TestState does not support RevealSecrets when a mock is specified.");
  }
  if (mock.result !== undefined && mock.errorOutput !== undefined) {
    invalid("A test mock should have only one of the following fields: [result, errorOutput].");
  }
  if (mock.errorOutput !== undefined) return { kind: "error", failure: failureOf(mock.errorOutput) };
  if (mock.result === undefined) {
    return invalid("A test mock should have one of the following fields: [result, errorOutput].");
  }
  return { kind: "result", result: resultOf(state, mock, mock.result) };
}

function requireNone(state: State): void {
  // Source: recorded from AWS: the words are the same for both, and of the time before there were mocks.
  if (state.type === "Map" || state.type === "Parallel") {
    refuse(
      "InvalidDefinition",
      "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    );
  }
  if (!answersLater(state)) return;
  const what = awaitsMore(state) ? "'.sync' or '.waitForTaskToken' integration patterns" : "Activity tasks";
  refuse("InvalidDefinition", `TestState API does not support ${what} unless a mock is specified.`);
}

function failureOf({ error, cause }: NonNullable<MockInput["errorOutput"]>): Failure {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

function resultOf(
  state: TaskState | MapState | ParallelState,
  { fieldValidationMode = "STRICT" }: MockInput,
  text: string,
): Json {
  const result = parseJson(text);
  if (result === undefined) return invalid("Mocked result must be valid JSON");
  if (state.type === "Map") return checkMapResult(result, state.distributed?.writer?.place !== undefined);
  if (state.type === "Parallel") return checkParallelResult(result, state.branches.length);
  const mistake = checkResponse(state.resource, result, fieldValidationMode);
  return mistake === undefined ? result : invalid(`Mock result schema validation error: ${mistake}`);
}

function checkMapResult(result: Json, isWritten: boolean): Json {
  if (isWritten && !isJsonObject(result)) invalid("Mocked result must be a JSON object.");
  if (!isWritten && !isJsonArray(result)) invalid("Mocked result must be an array.");
  return result;
}

function checkParallelResult(result: Json, branches: number): Json {
  if (!isJsonArray(result)) return invalid("Mocked result must be an array.");
  if (result.length === branches) return result;
  return invalid("Mocked result must contain the same number of items as number of Parallel branches.");
}

function invalid(message: string): never {
  return refuse("ValidationException", message);
}
