import { createHash } from "node:crypto";
import { ApiError, type Route } from "@landbridge/api";
import type { Answer } from "./handler.ts";
import type { ReadInput } from "./read-input.ts";

// A cursor goes on where a page ended, and only in the list that gave it: under other filters it would skip and
// repeat items without anybody noticing. So what goes out is the list's own cursor behind a hash of the query.

/** The input with the list's own cursor. Throws INVALID_CURSOR. */
export function unbindCursor(route: Route, input: ReadInput): ReadInput {
  const query = members(input.query);
  const cursor = query["cursor"];
  if (typeof cursor !== "string") return input;
  const [, bound, own] = /^([0-9a-z]{12})\.([^]+)$/.exec(decode(cursor)) ?? [];
  if (own === undefined || bound !== queryHash(route, input))
    throw new ApiError("INVALID_CURSOR", "The cursor is not one that this list gave under these filters.");
  return { ...input, query: { ...query, cursor: own } };
}

export function bindCursor(route: Route, input: ReadInput, answer: Answer): Answer {
  if (answer.content?.kind !== "json") return answer;
  const page = members(answer.content.value);
  if (typeof page["next"] !== "string" || members(route.query?.shape)["cursor"] === undefined) return answer;
  const next = Buffer.from(`${queryHash(route, input)}.${page["next"]}`).toString("base64url");
  return { ...answer, content: { kind: "json", value: { ...page, next } } };
}

/** A page may be longer or shorter than the one before it. */
function queryHash(route: Route, { params, query }: ReadInput): string {
  const { cursor: _cursor, limit: _limit, ...filters } = members(query);
  const asked = JSON.stringify([route.operationId, params, filters]);
  return createHash("sha256").update(asked).digest("hex").slice(0, 12);
}

function decode(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString();
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return (value ?? {}) as Readonly<Record<string, unknown>>;
}
