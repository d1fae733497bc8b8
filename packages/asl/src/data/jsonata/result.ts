import type { Json } from "@landbridge/model";
import { outOfStack } from "./evaluation-error.ts";
import { RESULT_DEPTH_MAX } from "./limits.ts";
import { isLibraryObject } from "./weigh.ts";

/** What an expression gave, as JSON. */
export type Result =
  | { readonly kind: "value"; readonly value: Json }
  /** The expression found nothing. */
  | { readonly kind: "nothing" }
  /** A function, or something that holds one. */
  | { readonly kind: "unsupported" };

/** A copy: the library marks its arrays with members of its own. */
export function toResult(value: unknown): Result {
  if (value === undefined) return { kind: "nothing" };
  const json = toJson(value, 0);
  return json === undefined ? { kind: "unsupported" } : { kind: "value", value: json };
}

/** `undefined`: not JSON. */
function toJson(value: unknown, depth: number): Json | undefined {
  if (depth > RESULT_DEPTH_MAX) throw outOfStack();
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  // Recorded from AWS by others: "Infinity" and "NaN" as text; and there is no -0.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : String(value);
  if (typeof value !== "object" || isLibraryObject(value)) return undefined;
  return Array.isArray(value) ? toArray(value, depth) : toObject(value, depth);
}

function toArray(array: readonly unknown[], depth: number): Json | undefined {
  const items: Json[] = [];
  for (const item of array) {
    const json = item === undefined ? null : toJson(item, depth + 1);
    if (json === undefined) return undefined;
    items.push(json);
  }
  return items;
}

function toObject(object: object, depth: number): Json | undefined {
  const members: [string, Json][] = [];
  for (const [name, member] of Object.entries(object)) {
    if (member === undefined) continue;
    const json = toJson(member, depth + 1);
    if (json === undefined) return undefined;
    members.push([name, json]);
  }
  // Defines its members, so that even "__proto__" is plain data.
  return Object.fromEntries(members);
}
