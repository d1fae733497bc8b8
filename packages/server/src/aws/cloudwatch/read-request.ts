import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { isJsonObject, type Json, parseJson } from "@landbridge/model";
import { decode } from "cborg";
import { AwsError } from "../errors/aws-error.ts";
import { readForm } from "../query/form.ts";
import type { AwsCall, AwsService } from "../service.ts";
import type { HeaderValues } from "../sigv4/signed-request.ts";
import { fromForm } from "./from-form.ts";

// CloudWatch speaks three protocols, and each SDK another one of them: a form and XML, JSON 1.0, and CBOR by
// path. They carry the same members, so a request becomes one object here.

export type Wire = "query" | "json" | "cbor";

export interface CloudWatchRequest {
  readonly wire: Wire;
  readonly operation: string;
  readonly input: { readonly [name: string]: Json };
}

export const namespace = "http://monitoring.amazonaws.com/doc/2010-08-01/";
/** Source: CloudWatch API Reference, PutMetricData: a megabyte, compressed or not, says the service's quota. */
export const bodyBytesMax = 1024 * 1024;
const depthMax = 16;

const protocols = {
  query: { kind: "query", namespace },
  json: { kind: "json", version: "1.0" },
  cbor: { kind: "cbor" },
} as const;

export const protocolOf: Extract<AwsService["protocol"], (headers: HeaderValues) => unknown> = (headers) =>
  protocols[wireOf(headers)];

export async function readRequest(call: AwsCall): Promise<CloudWatchRequest> {
  const body = await inflated(call);
  const wire = wireOf(call.headers);
  switch (wire) {
    case "query": {
      const form = readForm({ ...call, body });
      return { wire, operation: form.get("Action") ?? "", input: fromForm(form) };
    }
    case "json": {
      const operation = call.header("x-amz-target")?.split(".")[1] ?? "";
      return { wire, operation, input: asInput(parseJson(new TextDecoder().decode(body))) };
    }
    case "cbor": {
      const [, operation = ""] =
        /^\/service\/GraniteServiceVersion20100801\/operation\/([A-Za-z]{1,64})$/.exec(call.path) ?? [];
      return { wire, operation, input: asInput(fromCbor(body)) };
    }
  }
}

function wireOf(headers: HeaderValues): Wire {
  if (headers.has("smithy-protocol")) return "cbor";
  return headers.has("x-amz-target") ? "json" : "query";
}

async function inflated(call: AwsCall): Promise<Uint8Array> {
  if (!/\bgzip\b/.test(call.header("content-encoding") ?? "")) return call.body;
  try {
    return await promisify(gunzip)(call.body, { maxOutputLength: bodyBytesMax });
  } catch {
    throw new AwsError(
      "SerializationException",
      `The body is not gzip, or more than ${bodyBytesMax} bytes of it.`,
    );
  }
}

function fromCbor(body: Uint8Array): Json | undefined {
  if (body.length === 0) return {};
  try {
    const tags = { 1: (seconds: () => unknown) => toDate(seconds()) };
    const found: unknown = decode(body, { tags, allowBigInt: false, rejectDuplicateMapKeys: true });
    return plain(found, 0);
  } catch {
    throw new AwsError("SerializationException", "The body is not CBOR of a kind that CloudWatch takes.");
  }
}

/** Seconds, as JSON's timestamps are. */
function toDate(seconds: unknown): number {
  if (typeof seconds !== "number") throw new TypeError("a timestamp is a number");
  return seconds;
}

/** CBOR holds more than JSON does: bytes, undefined, infinities. */
function plain(value: unknown, depth: number): Json {
  if (depth > depthMax) throw new RangeError("it is nested too deep");
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((one) => plain(one, depth + 1));
  if (typeof value !== "object" || value instanceof Uint8Array) throw new TypeError("it is no value of ours");
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, depth + 1)]));
}

function asInput(value: Json | undefined): CloudWatchRequest["input"] {
  if (value === undefined || !isJsonObject(value))
    throw new AwsError("SerializationException", "The body is not an object.");
  return value;
}
