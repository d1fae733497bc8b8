import type { Resource } from "@landbridge/asl";
import { type EpochMs, isJsonObject, type Json, type JsonObject, parseJson } from "@landbridge/model";
import type { TaskCall } from "../options.ts";
import { httpDate, httpMetadata } from "./http-metadata.ts";
import { failed, type TaskOutcome } from "./outcome.ts";

// Between a Task and the function that it calls, in both forms: the function's own ARN, whose result is
// the function's, and `lambda:invoke`, whose result is the whole answer of Lambda's Invoke.

/** How an invocation ended, in the words of the pool that runs functions. */
export type Invocation =
  | {
      readonly kind: "succeeded";
      /** JSON text. */
      readonly payload: string;
    }
  | {
      readonly kind: "failed";
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace: readonly string[];
      /** JSON text, where the runtime wrote the error in a form of its own. */
      readonly body?: string;
    }
  | { readonly kind: "throttled" }
  | { readonly kind: "not-found" };

/** Whether the function's answer is awaited. "DryRun": nothing is called. */
const invocationTypes = ["RequestResponse", "Event", "DryRun"] as const;
export type InvocationType = (typeof invocationTypes)[number];

/** What to invoke for a Task. */
export interface LambdaCall {
  /** The name alone, taken out of an ARN if one was given. */
  readonly functionName: string;
  /** As it was written, for messages. */
  readonly written: string;
  readonly qualifier: string;
  readonly payload: Json;
  readonly clientContext: string | undefined;
  /** LogType is Tail. */
  readonly isLogWanted: boolean;
  readonly invocationType: InvocationType;
}

/** What the answer of an invocation says besides. */
export interface LambdaAnswer {
  readonly requestId: string;
  readonly at: EpochMs;
  /** REGION:ACCOUNT, as it stands in a function's ARN. */
  readonly home: string;
}

/** `undefined`: the task calls something else. An outcome: there is nothing to invoke. */
export function lambdaCallOf({
  resource,
  payload,
}: Pick<TaskCall, "resource" | "payload">): LambdaCall | TaskOutcome | undefined {
  if (resource.kind === "function") return callOf(resource.arn, {}, payload);
  if (resource.kind !== "integration" || resource.service !== "lambda" || resource.action !== "invoke") {
    return undefined;
  }
  const parameters = isJsonObject(payload) ? payload : {};
  const { FunctionName: name } = parameters;
  if (typeof name !== "string" || name === "") {
    return failed("States.Runtime", "The field 'FunctionName' is required but was missing");
  }
  const type = parameters["InvocationType"] ?? "RequestResponse";
  if (!invocationTypes.some((one) => one === type)) return wrongType(type);
  const event = eventOf(parameters["Payload"]);
  return event === undefined ? notJson() : callOf(name, parameters, event);
}

/** Text is the request's body as it stands, so it must be JSON itself. `undefined`: it is not. */
function eventOf(payload: Json | undefined): Json | undefined {
  return typeof payload === "string" ? parseJson(payload) : (payload ?? {});
}

function notJson(): TaskOutcome {
  const message = "Could not parse request body into json: the text of Payload is not JSON";
  const service =
    "Service: AWSLambda; Status Code: 400; Error Code: InvalidRequestContentException; Proxy: null";
  return failed("Lambda.InvalidRequestContentException", `${message} (${service})`);
}

function wrongType(type: Json): TaskOutcome {
  const message = `1 validation error detected: Value '${String(JSON.stringify(type)).slice(0, 100)}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [${invocationTypes.join(", ")}]`;
  const service = "Service: AWSLambda; Status Code: 400; Error Code: ValidationException; Proxy: null";
  return failed("Lambda.ValidationException", `${message} (${service})`);
}

export function isLambdaCall(call: LambdaCall | TaskOutcome): call is LambdaCall {
  return "functionName" in call;
}

/** Source: Lambda API Reference, Invoke, `FunctionName`: a name, a partial ARN or a whole one, with a qualifier or without. */
const NAMED =
  /^(?:(?:arn:[^:]+:lambda:[^:]+:)?\d{12}:function:)?([A-Za-z0-9_-]+)(?::(\$LATEST|[A-Za-z0-9_-]+))?$/;

function callOf(written: string, parameters: JsonObject, payload: Json): LambdaCall {
  const [, name = written, ownQualifier = "$LATEST"] = NAMED.exec(written) ?? [];
  const { Qualifier: qualifier, ClientContext: context, LogType: logType, InvocationType: type } = parameters;
  return {
    functionName: name,
    written,
    qualifier: typeof qualifier === "string" ? qualifier : ownQualifier,
    payload,
    clientContext: typeof context === "string" ? context : undefined,
    isLogWanted: logType === "Tail",
    invocationType: invocationTypes.find((one) => one === type) ?? "RequestResponse",
  };
}

/** What the Task gets for what the function did. */
export function lambdaOutcome(
  resource: Resource,
  call: LambdaCall,
  invocation: Invocation,
  answer: LambdaAnswer,
): TaskOutcome {
  switch (invocation.kind) {
    case "succeeded":
      return succeeded(resource, call, invocation.payload, answer);
    case "failed":
      return failedFunction(invocation);
    case "not-found":
      return serviceFault(404, "ResourceNotFoundException", notFound(call, answer.home), answer);
    case "throttled":
      return serviceFault(429, "TooManyRequestsException", "Rate Exceeded.", answer);
  }
}

function succeeded(resource: Resource, call: LambdaCall, payload: string, answer: LambdaAnswer): TaskOutcome {
  // A function gives JSON text; whatever else a runtime gives stays text, as on AWS.
  const value = parseJson(payload) ?? payload;
  if (resource.kind !== "integration") return { kind: "succeeded", output: value };
  const kind = resource.pattern === "waitForTaskToken" ? "submitted" : "succeeded";
  return { kind, output: invokeAnswer(call, payload, value, answer) };
}

/** What the Task gets that does not await its function: at once, and nothing of what the function does. */
export function lambdaTaken(resource: Resource, call: LambdaCall, answer: LambdaAnswer): TaskOutcome {
  const status = call.invocationType === "Event" ? 202 : 204;
  const headers = {
    "x-amzn-Remapped-Content-Length": "0",
    Connection: "keep-alive",
    "x-amzn-RequestId": answer.requestId,
    "Content-Length": "0",
    Date: httpDate(answer.at),
    "X-Amzn-Trace-Id": traceId(answer),
  };
  const isWaiting = resource.kind === "integration" && resource.pattern === "waitForTaskToken";
  return {
    kind: isWaiting ? "submitted" : "succeeded",
    output: { Payload: "", ...httpMetadata(answer.requestId, headers, status), StatusCode: status },
  };
}

function invokeAnswer(call: LambdaCall, payload: string, value: Json, answer: LambdaAnswer): JsonObject {
  const log = call.isLogWanted ? logResult(call, answer) : undefined;
  const headers = {
    "X-Amz-Executed-Version": call.qualifier,
    ...(log !== undefined && { "X-Amz-Log-Result": log }),
    "x-amzn-Remapped-Content-Length": "0",
    Connection: "keep-alive",
    "x-amzn-RequestId": answer.requestId,
    "Content-Length": String(Buffer.byteLength(payload)),
    Date: httpDate(answer.at),
    "X-Amzn-Trace-Id": traceId(answer),
    "Content-Type": "application/json",
  };
  return {
    ExecutedVersion: call.qualifier,
    ...(log !== undefined && { LogResult: log }),
    Payload: value,
    ...httpMetadata(answer.requestId, headers),
    StatusCode: 200,
  };
}

/** What Lambda itself writes about an invocation; what the function wrote is in its own log. */
function logResult({ qualifier }: LambdaCall, { requestId }: LambdaAnswer): string {
  const lines = [`START RequestId: ${requestId} Version: ${qualifier}`, `END RequestId: ${requestId}`];
  return Buffer.from(`${lines.join("\n")}\n`).toString("base64");
}

/** Source: AWS X-Ray Developer Guide, "Tracing header": the time in eight hexadecimal digits, then 96 bits. */
function traceId({ at, requestId }: LambdaAnswer): string {
  const seconds = Math.floor(at / 1000).toString(16);
  const bits = requestId.replaceAll("-", "");
  return `Root=1-${seconds}-${bits.slice(0, 24)};Parent=${bits.slice(0, 16)};Sampled=0`;
}

/** The error is named by the function itself; its cause is what the runtime wrote. */
function failedFunction(invocation: Extract<Invocation, { readonly kind: "failed" }>): TaskOutcome {
  const { errorType, errorMessage, trace, body } = invocation;
  const cause = body ?? JSON.stringify({ errorType, errorMessage, trace });
  return failed(errorType === "" ? "Lambda.Unknown" : errorType, cause);
}

function notFound(call: LambdaCall, home: string): string {
  return `Function not found: arn:aws:lambda:${home}:function:${call.functionName}:${call.qualifier}`;
}

/** An error of Lambda itself, as AWS's Java SDK words it. Source: recorded from AWS. */
function serviceFault(
  status: number,
  code: string,
  message: string,
  { requestId }: LambdaAnswer,
): TaskOutcome {
  const service = `Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null`;
  return failed(`Lambda.${code}`, `${message} (${service})`);
}
