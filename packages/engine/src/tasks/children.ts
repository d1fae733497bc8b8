import type { Resource } from "@landbridge/asl";
import {
  assert,
  type Clock,
  type EpochMs,
  type Failure,
  type HistoryEvent,
  isJsonObject,
  type Json,
  type JsonObject,
  LandbridgeError,
} from "@landbridge/model";
import { isTrouble } from "../errors.ts";
import type { Redrivability } from "../executions/redrivable.ts";
import type { StartedExecution, StartRequest } from "../executions/start.ts";
import { httpDate, httpMetadata } from "../integrations/http-metadata.ts";
import { uuidOfToken } from "../integrations/outcome.ts";
import type { TaskCall, TaskOrder, TaskReply } from "../options.ts";
import type { ParentTask } from "../rows/execution-row.ts";

export type Integration = Extract<Resource, { readonly kind: "integration" }>;

/**
 * `states:startExecution`, in its three patterns. The child's name is its parent's word or made from the
 * task's token, so a second delivery of the same task finds the child of the first.
 */
export async function startChild(
  order: TaskOrder,
  resource: Integration,
  reply: TaskReply,
  start: (request: StartRequest) => Promise<StartedExecution>,
  clock: Pick<Clock, "now">,
): Promise<void> {
  const request = childRequest(order, resource);
  if (!("machine" in request)) {
    reply.failed(request);
    return;
  }
  try {
    const child = await start(request);
    const answer = startAnswer(child, uuidOfToken(order.token), clock.now());
    if (resource.pattern === "requestResponse") reply.succeeded(answer);
    else reply.submitted(answer);
  } catch (error) {
    if (isTrouble(error)) reply.undelivered();
    else reply.failed(startFailure(error, uuidOfToken(order.token)));
  }
}

function childRequest(order: TaskOrder, resource: Integration): StartRequest | Failure {
  const payload = isJsonObject(order.payload) ? order.payload : {};
  const { StateMachineArn: machine, Name: name, Input: input } = payload;
  if (typeof machine !== "string") {
    return { error: "States.Runtime", cause: "The field 'StateMachineArn' is required but was missing" };
  }
  if (name !== undefined && typeof name !== "string") {
    return { error: "States.Runtime", cause: "The field 'Name' must be a string" };
  }
  const parent: ParentTask = { execution: order.execution, ref: order.ref, pattern: resource.pattern };
  return {
    machine,
    name: childNameOf(order),
    input: inputOf(input),
    parent,
  };
}

/** Source: StartExecution, `input`: a string holds JSON; in a definition an object is written as it is. */
function inputOf(input: Json | undefined): Json {
  if (typeof input !== "string") return input ?? {};
  try {
    return JSON.parse(input) as Json;
  } catch {
    return input;
  }
}

/** What the child of a task is called. */
export function childNameOf({ payload, token }: TaskCall): string {
  const name = isJsonObject(payload) ? payload["Name"] : undefined;
  return typeof name === "string" ? name : uuidOfToken(token);
}

function startAnswer(child: StartedExecution, requestId: string, at: EpochMs): JsonObject {
  const body = JSON.stringify({ executionArn: child.arn, startDate: child.startedAt / 1000 });
  const headers = {
    "x-amzn-RequestId": requestId,
    connection: "keep-alive",
    "Content-Length": String(Buffer.byteLength(body)),
    Date: httpDate(at),
    "Content-Type": "application/x-amz-json-1.0",
  };
  return {
    ExecutionArn: child.arn,
    ...httpMetadata(requestId, headers),
    StartDate: child.startedAt,
  };
}

/** Errors of the called service are named for it, as AWS does: "StepFunctions.ExecutionAlreadyExistsException". */
function startFailure(error: unknown, requestId: string): Failure {
  if (!(error instanceof LandbridgeError))
    return { error: "StepFunctions.SfnException", cause: String(error) };
  const { code, message } = error;
  const suffix = code.endsWith("Exception") ? "" : "Exception";
  const where = `Service: AWSStepFunctions; Status Code: 400; Error Code: ${code}; Request ID: ${requestId}; Proxy: null`;
  return { error: `StepFunctions.${code}${suffix}`, cause: `${message} (${where})` };
}

/** What the parent's task gets when the child is closed; `undefined`: the parent does not wait for it. */
export function childOutcome(
  parent: ParentTask,
  child: ClosedChild,
): { readonly output: Json } | { readonly failure: Failure } | undefined {
  if (parent.pattern === "requestResponse" || parent.pattern === "waitForTaskToken") return undefined;
  const description = describeChild(parent, child);
  if (child.status === "SUCCEEDED") return { output: description };
  return { failure: { error: "States.TaskFailed", cause: JSON.stringify(description) } };
}

export interface ClosedChild {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly status: string;
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly input: Json;
  readonly output: Json | undefined;
  readonly failure: Failure | undefined;
  readonly redriveCount: number;
  readonly redrivenAt?: number;
  readonly redrive: Redrivability;
}

/** `.sync` gives input and output as text, `.sync:2` as JSON. */
function describeChild(parent: ParentTask, child: ClosedChild): JsonObject {
  const shown = (value: Json): Json => (parent.pattern === "sync:2" ? value : JSON.stringify(value));
  return {
    ...(child.failure?.cause !== undefined && { Cause: child.failure.cause }),
    ...(child.failure?.error !== undefined && { Error: child.failure.error }),
    ExecutionArn: child.arn,
    Input: child.status === "SUCCEEDED" ? shown(child.input) : JSON.stringify(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output !== undefined && { Output: shown(child.output), OutputDetails: { Included: true } }),
    ...redriveOf(child),
    StartDate: child.startedAt,
    StateMachineArn: child.machineArn,
    Status: child.status,
    StopDate: child.stoppedAt,
  };
}

/** Source: recorded from AWS. */
function redriveOf({ redriveCount, redrivenAt, redrive }: ClosedChild): JsonObject {
  return {
    RedriveCount: redriveCount,
    ...(redrivenAt !== undefined && { RedriveDate: redrivenAt }),
    RedriveStatus: redrive.status,
    ...(redrive.reason !== undefined && { RedriveStatusReason: redrive.reason }),
  };
}

/** Output and failure of a closed execution, from the event that closed it. */
export function outcomeOf(last: HistoryEvent | undefined): {
  readonly output: Json | undefined;
  readonly failure: Failure | undefined;
} {
  const details = last?.details ?? {};
  const type = last?.type;
  const isFailure = type === "ExecutionFailed" || type === "ExecutionAborted";
  return {
    output: type === "ExecutionSucceeded" ? outputOf(details) : undefined,
    failure: isFailure ? failureOf(details) : undefined,
  };
}

function outputOf({ output }: NonNullable<HistoryEvent["details"]>): Json {
  assert(typeof output === "string", "the event that closed the execution has its output as text");
  return JSON.parse(output) as Json;
}

function failureOf(details: NonNullable<HistoryEvent["details"]>): Failure {
  const { error, cause } = details;
  return {
    ...(typeof error === "string" && { error }),
    ...(typeof cause === "string" && { cause }),
  };
}

/** A child that waits in vain: its parent's task was given up. */
export function isWaitedFor(resource: Resource): boolean {
  return (
    resource.kind === "integration" &&
    resource.service === "states" &&
    (resource.pattern === "sync" || resource.pattern === "sync:2")
  );
}
