import { type Action, checkShape, givenIn, type Resource, type StructureShape } from "@landbridge/api";
import type { Json, JsonObject } from "@landbridge/model";
import { demand } from "../../auth/permissions.ts";
import { AwsError } from "../errors/aws-error.ts";
import type { AwsCall, AwsService } from "../service.ts";
import { readBody, unreadable } from "./read-body.ts";

// AWS JSON: one path, the operation in a header. In this order for each request whose signature is proved: the
// operation, the body, what the key may do, constraints, handler.

/** What a service brings to be spoken to in AWS JSON. */
export interface JsonService {
  /** In the credential's scope of a signature. */
  readonly name: string;
  /** Before the dot of `X-Amz-Target`. */
  readonly targetPrefix: string;
  readonly version: "1.0" | "1.1";
  /** Of a request. */
  readonly bodyBytesMax: number;
  operation(name: string): JsonOperation | undefined;
  /** What the packages below throw, in the service's words. Anything else is thrown on. */
  faultOf(error: unknown): AwsError | undefined;
}

export interface JsonOperation {
  readonly action: Action;
  /** What is acted on, where a narrow key may be told from a wide one by it; the input is not checked yet. */
  resourceOf(input: JsonObject): Resource | undefined;
  readonly shape: StructureShape;
  /** The input has the shape. A promise of an answer resolves after the commit of what it reports. */
  handle(input: JsonObject, call: AwsCall): Promise<JsonObject>;
}

export function jsonService(service: JsonService): AwsService {
  const { name, targetPrefix, version, bodyBytesMax } = service;
  const headers = { "content-type": `application/x-amz-json-${version}` };
  return {
    name,
    protocol: { kind: "json", version },
    targetPrefixes: [targetPrefix],
    body: { kind: "whole", bytesMax: bodyBytesMax },
    async answer(call) {
      try {
        return { status: 200, headers, body: JSON.stringify(await perform(service, call)) };
      } catch (error) {
        // Said in AWS's words already, with members of their own.
        if (error instanceof AwsError) throw error;
        throw service.faultOf(error) ?? error;
      }
    },
  };
}

/** An answer's members; those that are undefined are left out. */
export function answer(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
  return kept;
}

/** Seconds since 1970, as AWS JSON has instants. */
export function toSeconds(instantMs: number): number {
  return instantMs / 1_000;
}

async function perform(service: JsonService, call: AwsCall): Promise<JsonObject> {
  const [prefix, name = ""] = (call.header("x-amz-target") ?? "").split(".", 2);
  const operation =
    prefix === service.targetPrefix && call.method === "POST" ? service.operation(name) : undefined;
  if (operation === undefined) {
    throw new AwsError(
      "UnknownOperationException",
      "The X-Amz-Target header names no operation of the service.",
    );
  }
  call.life.name(`${service.targetPrefix}.${name}`);
  const input = readBody(call.body);
  demand(call.caller.key, operation.action, operation.resourceOf(input));
  const mistake = checkShape(input, operation.shape);
  if (mistake?.kind === "unreadable") throw unreadable(mistake.message);
  if (mistake?.kind === "invalid") throw new AwsError("ValidationException", mistake.message);
  return operation.handle(givenIn(input, operation.shape), call);
}
