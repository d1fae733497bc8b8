import type { FunctionPool, InvocationResult } from "@landbridge/agent";
import { apiLimits, jsonDepth } from "@landbridge/api";
import type { Home } from "@landbridge/engine";
import { type FunctionDefinition, isJsonObject, type Json, parseJson } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { demand } from "../../auth/permissions.ts";
import { functionRows, readFunctionRow } from "../../functions.ts";
import type { InvokeLater } from "../../launching/invoke-later.ts";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsAnswer, AwsCall, AwsService } from "../service.ts";
import { configurationOf } from "./configuration.ts";
import type { LogTails } from "./log-tails.ts";

export interface LambdaParts {
  readonly functions: Pick<FunctionPool, "invoke">;
  readonly later: InvokeLater;
  readonly logTails: LogTails;
  readonly store: Pick<Store, "get" | "list">;
  readonly home: Home;
}

/** Source: AWS Lambda Developer Guide, "Lambda quotas": synchronous; asynchronous ones are executions' inputs here. */
const payloadBytesMax = 6 * 1024 * 1024;
/** Source: AWS Lambda API Reference, Invoke, `ClientContext`. */
const contextCharactersMax = 3_583;
const laterBytesMax = 256 * 1024;
const pageMax = 50;

/** Lambda's REST API: to call the project's functions and to look at them. They are defined by `landbridge apply`. */
export function lambdaService(parts: LambdaParts): AwsService {
  return {
    name: "lambda",
    protocol: { kind: "rest-json" },
    paths: /^\/2015-03-31\//,
    body: { kind: "whole", bytesMax: payloadBytesMax },
    answer: (call) => answer(parts, call),
  };
}

async function answer(parts: LambdaParts, call: AwsCall): Promise<AwsAnswer> {
  const [, name, rest = ""] = /^\/2015-03-31\/functions\/?([^/]*)(\/[a-z-]+)?$/.exec(call.path) ?? [];
  const operation = `${call.method} ${name === "" ? "" : "function"}${rest}`;
  if (name === undefined) throw unknown(call);
  switch (operation) {
    case "POST function/invocations":
      call.life.name("aws:lambda:Invoke");
      demand(call.caller.key, "functions:invoke");
      return invoke(parts, call, functionNameOf(name, call));
    case "GET ":
      call.life.name("aws:lambda:ListFunctions");
      demand(call.caller.key, "functions:read");
      return list(parts, call);
    case "GET function":
    case "GET function/configuration": {
      call.life.name("aws:lambda:GetFunction");
      demand(call.caller.key, "functions:read");
      const configuration = configurationOf(await find(parts, functionNameOf(name, call)), parts.home);
      const isWhole = operation === "GET function";
      return json(isWhole ? { Configuration: configuration, Tags: {} } : configuration);
    }
    default:
      throw unknown(call);
  }
}

async function invoke(parts: LambdaParts, call: AwsCall, functionName: string): Promise<AwsAnswer> {
  const type = call.header("x-amz-invocation-type") ?? "RequestResponse";
  const { text, value } = eventIn(call.body);
  switch (type) {
    case "RequestResponse":
      return invokeNow(parts, call, functionName, text);
    case "Event":
      return invokeLater(parts, call, functionName, value);
    case "DryRun":
      await find(parts, functionName);
      return { status: 204 };
    default:
      throw new AwsError(
        "ValidationException",
        `1 validation error detected: Value '${type.slice(0, 64)}' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [RequestResponse, Event, DryRun]`,
      );
  }
}

/** Throws InvalidRequestContentException. */
function contextIn(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = header.length > contextCharactersMax ? undefined : textIn(Buffer.from(header, "base64"));
  const value = text === undefined ? undefined : parseJson(text);
  if (isJsonObject(value) && jsonDepth(value, apiLimits.jsonDepthMax) <= apiLimits.jsonDepthMax) return text;
  throw invalidContent("Client context must be a valid Base64-encoded JSON object.");
}

/** The event as it was sent, and what it says. Throws InvalidRequestContentException. */
function eventIn(body: Uint8Array): { readonly text: string; readonly value: Json } {
  const text = textIn(body);
  if (text?.trim() === "") return { text: "{}", value: {} };
  const value = text === undefined ? undefined : parseJson(text);
  if (text === undefined || value === undefined)
    throw invalidContent("Could not parse request body into json: it is not JSON in UTF-8.");
  if (jsonDepth(value, apiLimits.jsonDepthMax) > apiLimits.jsonDepthMax)
    throw invalidContent(
      `Could not parse request body into json: it is nested deeper than ${apiLimits.jsonDepthMax} levels.`,
    );
  return { text, value };
}

function textIn(body: Uint8Array): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function invalidContent(message: string): AwsError {
  return new AwsError("InvalidRequestContentException", message, { members: { Type: "User" } });
}

async function invokeNow(
  parts: LambdaParts,
  call: AwsCall,
  functionName: string,
  payload: string,
): Promise<AwsAnswer> {
  const tail = call.header("x-amz-log-type") === "Tail" ? parts.logTails.begin(call.requestId) : undefined;
  const context = contextIn(call.header("x-amz-client-context"));
  const result = await parts.functions.invoke({
    name: functionName,
    payload,
    requestId: call.requestId,
    ...(context !== undefined && { clientContext: context }),
  });
  const log = await tail?.take();
  const headers = {
    "content-type": "application/json",
    "x-amz-executed-version": "$LATEST",
    ...(log !== undefined && { "x-amz-log-result": log }),
  };
  return answerOf(result, headers, functionName, parts.home);
}

function answerOf(
  result: InvocationResult,
  headers: Readonly<Record<string, string>>,
  functionName: string,
  home: Home,
): AwsAnswer {
  switch (result.kind) {
    case "succeeded":
      return { status: 200, headers, body: result.payload };
    case "failed": {
      const { errorType, errorMessage, trace } = result;
      return {
        status: 200,
        headers: { ...headers, "x-amz-function-error": "Unhandled" },
        body: JSON.stringify({ errorType, errorMessage, ...(trace.length > 0 && { trace }) }),
      };
    }
    case "throttled":
      throw new AwsError("TooManyRequestsException", "Rate Exceeded.", {
        status: 429,
        members: { Reason: "ConcurrentInvocationLimitExceeded", Type: "User" },
        headers: { "retry-after": "1" },
      });
    case "not-found":
      throw notFound(functionName, home);
  }
}

async function invokeLater(
  { later, home }: LambdaParts,
  call: AwsCall,
  functionName: string,
  payload: Json,
): Promise<AwsAnswer> {
  if (call.body.length > laterBytesMax)
    throw new AwsError(
      "RequestTooLargeException",
      `${call.body.length} byte payload is too large for the Event invocation type (limit ${laterBytesMax} bytes)`,
      {
        status: 413,
        members: { Type: "User" },
      },
    );
  const isTaken = await later.invoke({ functionName, payload, key: call.requestId });
  if (!isTaken) throw notFound(functionName, home);
  return { status: 202 };
}

async function list(parts: LambdaParts, { query }: AwsCall): Promise<AwsAnswer> {
  const after = query.get("Marker") ?? "";
  const max = Number(query.get("MaxItems") ?? pageMax);
  if (!Number.isInteger(max) || max < 1)
    throw new AwsError("InvalidParameterValueException", "MaxItems must be a whole number of at least 1.");
  const all = (await functionRows(parts.store))
    .map(readFunctionRow)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .filter(({ name }) => name > after);
  const page = all.slice(0, Math.min(max, pageMax));
  return json({
    Functions: page.map((one) => configurationOf(one, parts.home)),
    ...(all.length > page.length && { NextMarker: page.at(-1)?.name }),
  });
}

async function find({ store, home }: LambdaParts, name: string): Promise<FunctionDefinition> {
  const row = await store.get("functions", name);
  if (row === undefined) throw notFound(name, home);
  return readFunctionRow(row);
}

/** A name, a partial ARN or a whole one, with a qualifier or without. Source: Lambda API Reference, Invoke. */
function functionNameOf(text: string, { query }: AwsCall): string {
  const decoded = decodeURIComponentSafely(text);
  const [, name, inName] =
    /^(?:(?:arn:[^:]+:lambda:[^:]+:)?\d{12}:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[A-Za-z0-9_-]{1,128}))?$/.exec(
      decoded,
    ) ?? [];
  const qualifier = query.get("Qualifier") ?? inName ?? "$LATEST";
  if (name === undefined)
    throw new AwsError(
      "ValidationException",
      `1 validation error detected: Value '${decoded.slice(0, 100)}' at 'functionName' failed to satisfy constraint: Member must be a function's name or its ARN`,
    );
  if (qualifier !== "$LATEST")
    throw new AwsError(
      "ResourceNotFoundException",
      `Functions have no versions or aliases here: ${qualifier.slice(0, 64)}`,
      {
        status: 404,
        members: { Type: "User" },
      },
    );
  return name;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function notFound(name: string, { partition, region, account }: Home): AwsError {
  const arn = `arn:${partition}:lambda:${region}:${account}:function:${name}`;
  return new AwsError("ResourceNotFoundException", `Function not found: ${arn}`, {
    status: 404,
    members: { Type: "User" },
  });
}

function unknown({ method, path }: AwsCall): AwsError {
  return new AwsError(
    "UnknownOperationException",
    `${method} ${path.slice(0, 100)} is not offered here: functions are defined by \`landbridge apply\`.`,
    { status: 404 },
  );
}

function json(value: unknown): AwsAnswer {
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
}
