import {
  type EpochMs,
  type Failure,
  isJsonObject,
  type Json,
  type JsonObject,
  LandbridgeError,
  parseJson,
} from "@landbridge/model";
import { engineError, isTrouble } from "../errors.ts";
import type { StartedExecution } from "../executions/start.ts";
import { isoInstant } from "../instant.ts";
import type { TaskOrder } from "../options.ts";
import type { ActivityTask } from "../tasks/activities.ts";
import { failed, type TaskOutcome, uuidOfToken } from "./outcome.ts";

// `aws-sdk:sfn:…`: a state machine that uses Step Functions itself through the SDK integration. It never
// leaves the engine, so a workflow may be the worker of another workflow's activity.

/** What the engine does for it. */
export interface SfnService {
  start(machineArn: string, name: string | undefined, input: Json): Promise<StartedExecution>;
  stop(executionArn: string, failure: Failure): Promise<EpochMs>;
  finish(token: string, result: SfnResult): Promise<void>;
  poll(activityArn: string, workerName: string | undefined): Promise<ActivityTask | undefined>;
}

export type SfnResult =
  | { readonly kind: "succeeded"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "heartbeat" };

type Action = (service: SfnService, parameters: JsonObject, order: TaskOrder) => Promise<Json>;

const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ["startExecution", startExecution],
  ["stopExecution", stopExecution],
  ["sendTaskSuccess", sendTaskSuccess],
  ["sendTaskFailure", sendTaskFailure],
  ["sendTaskHeartbeat", sendTaskHeartbeat],
  ["getActivityTask", getActivityTask],
]);

export function isSfnAction(order: Pick<TaskOrder, "resource">): boolean {
  const { resource } = order;
  return (
    resource.kind === "integration" && resource.service === "aws-sdk:sfn" && actions.has(resource.action)
  );
}

/** `undefined`: the engine recovers; nothing is said and the task is delivered again. */
export async function runSfnAction(service: SfnService, order: TaskOrder): Promise<TaskOutcome | undefined> {
  const { resource, payload } = order;
  const action = resource.kind === "integration" ? actions.get(resource.action) : undefined;
  if (action === undefined) return failed("States.Runtime", `The resource '${resource.arn}' is not offered.`);
  try {
    const output = await action(service, isJsonObject(payload) ? payload : {}, order);
    const isCallback = resource.kind === "integration" && resource.pattern === "waitForTaskToken";
    return { kind: isCallback ? "submitted" : "succeeded", output };
  } catch (error) {
    if (isTrouble(error)) return undefined;
    if (!(error instanceof LandbridgeError)) return failed("Sfn.SfnException", String(error));
    return sdkFault(error, order);
  }
}

/** Errors of an SDK integration as AWS's Java SDK 2 words them. Source: recorded from AWS. */
function sdkFault(error: LandbridgeError, order: TaskOrder): TaskOutcome {
  const suffix = error.code.endsWith("Exception") ? "" : "Exception";
  const where = `(Service: Sfn, Status Code: 400, Request ID: ${uuidOfToken(order.token)}) (SDK Attempt Count: 1)`;
  return failed(`Sfn.${error.code}${suffix}`, `${error.message} ${where}`);
}

async function startExecution(service: SfnService, parameters: JsonObject, order: TaskOrder): Promise<Json> {
  const input = parameters["Input"];
  // A second delivery of this task must find the execution of the first.
  const name = optionalText(parameters, "Name") ?? uuidOfToken(order.token);
  const started = await service.start(text(parameters, "StateMachineArn"), name, inputOf(input));
  return { ExecutionArn: started.arn, StartDate: isoInstant(started.startedAt) };
}

function inputOf(input: Json | undefined): Json {
  if (input === undefined || input === null) return {};
  if (typeof input !== "string") return input;
  const value = parseJson(input);
  if (value === undefined) throw engineError("InvalidExecutionInput", "'the text is not JSON'");
  return value;
}

async function stopExecution(service: SfnService, parameters: JsonObject): Promise<Json> {
  const stopped = await service.stop(text(parameters, "ExecutionArn"), failureOf(parameters));
  return { StopDate: isoInstant(stopped) };
}

async function sendTaskSuccess(service: SfnService, parameters: JsonObject): Promise<Json> {
  const written = parameters["Output"];
  const output = typeof written === "string" ? parseJson(written) : written;
  const token = text(parameters, "TaskToken");
  // A token that is none is told before an output that is none, as AWS does.
  if (output === undefined) await service.finish(token, { kind: "heartbeat" });
  if (output === undefined) throw engineError("InvalidOutput", "'the text is not JSON'");
  await service.finish(token, { kind: "succeeded", output });
  return {};
}

async function sendTaskFailure(service: SfnService, parameters: JsonObject): Promise<Json> {
  await service.finish(text(parameters, "TaskToken"), { kind: "failed", failure: failureOf(parameters) });
  return {};
}

async function sendTaskHeartbeat(service: SfnService, parameters: JsonObject): Promise<Json> {
  await service.finish(text(parameters, "TaskToken"), { kind: "heartbeat" });
  return {};
}

async function getActivityTask(service: SfnService, parameters: JsonObject): Promise<Json> {
  const task = await service.poll(text(parameters, "ActivityArn"), optionalText(parameters, "WorkerName"));
  return task === undefined ? {} : { Input: JSON.stringify(task.input), TaskToken: task.token };
}

function failureOf(parameters: JsonObject): Failure {
  const [error, cause] = [optionalText(parameters, "Error"), optionalText(parameters, "Cause")];
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

function text(parameters: JsonObject, name: string): string {
  const value = parameters[name];
  if (typeof value === "string") return value;
  throw engineError("ValidationException", `the parameter ${name} must be text.`);
}

function optionalText(parameters: JsonObject, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === "string" ? value : undefined;
}
