import { ApiError, apiLimits, jsonDepth } from "@landbridge/api";
import type { Json } from "@landbridge/model";
import type { FastifyInstance } from "fastify";

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Takes bodies as JSON in UTF-8 and as nothing else. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, bytes, done) => {
    try {
      done(null, parseBody(bytes as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** Undefined for an empty body. */
function parseBody(bytes: Uint8Array): Json | undefined {
  if (bytes.length === 0) return undefined;
  const value = parse(bytes);
  if (jsonDepth(value, bodyDepthMax) > bodyDepthMax)
    throw new ApiError("INVALID_JSON", `The body is nested deeper than ${bodyDepthMax} levels.`);
  refuseProto(value);
  return value;
}

/** A payload at its own limit still fits, inside whatever carries it. */
const bodyDepthMax = apiLimits.jsonDepthMax + 16;

function parse(bytes: Uint8Array): Json {
  try {
    return JSON.parse(utf8.decode(bytes)) as Json;
  } catch (error) {
    if (error instanceof ApiError) throw error;
    // The parser's own sentence would repeat part of the body, which a log of answers might keep.
    const [position] = /position \d+/.exec(error instanceof Error ? error.message : "") ?? [];
    const where = error instanceof SyntaxError ? (position ?? "its end") : "some byte that is not UTF-8";
    throw new ApiError("INVALID_JSON", `The body stops being JSON at ${where}.`);
  }
}

/**
 * Whoever copies a member of that name carelessly changes an object's prototype; no honest client sends
 * one. May recurse: the depth has been judged.
 */
function refuseProto(value: Json): void {
  if (typeof value !== "object" || value === null) return;
  if (Object.hasOwn(value, "__proto__"))
    throw new ApiError("INVALID_JSON", "A member may not be called `__proto__`.");
  for (const member of Object.values(value) as Json[]) refuseProto(member);
}
