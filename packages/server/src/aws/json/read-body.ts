import { isJsonObject, type JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** An empty body is an empty request. Throws SerializationException. */
export function readBody(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) return {};
  const value = parse(bytes);
  if (isJsonObject(value)) return value;
  throw unreadable("Unexpected value: the body must be a JSON object");
}

export function unreadable(message: string): AwsError {
  return new AwsError("SerializationException", message);
}

function parse(bytes: Uint8Array): JsonObject[string] {
  try {
    return JSON.parse(utf8.decode(bytes)) as JsonObject[string];
  } catch {
    // The parser's own sentence would repeat part of the body.
    throw unreadable("Could not parse request body into json");
  }
}
