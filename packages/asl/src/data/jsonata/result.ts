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

/** What is JSON as it stands is not copied: whoever knows its text by identity knows it still. */
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
  let isSame = !isMarked(array);
  for (const item of array) {
    const json = item === undefined ? null : toJson(item, depth + 1);
    if (json === undefined) return undefined;
    if (!Object.is(json, item)) isSame = false;
    items.push(json);
  }
  return isSame ? (array as readonly Json[]) : items;
}

const MARKS = ["sequence", "keepSingleton", "outerWrapper", "tupleStream", "cons"] as const;

/** The library marks its arrays with members of its own. */
function isMarked(array: readonly unknown[]): boolean {
  return MARKS.some((mark) => mark in array);
}

function toObject(object: object, depth: number): Json | undefined {
  const given = object as Readonly<Record<string, unknown>>;
  // The library sets members by assignment, so one named "__proto__" shows here.
  let isSame = Object.getPrototypeOf(object) === Object.prototype;
  const names: string[] = [];
  const values: Json[] = [];
  for (const name of Object.keys(given)) {
    const member = given[name];
    const json = member === undefined ? undefined : toJson(member, depth + 1);
    if (!Object.is(json, member) || json === undefined) isSame = false;
    if (member === undefined) continue;
    if (json === undefined) return undefined;
    names.push(name);
    values.push(json);
  }
  if (isSame) return object as Json;
  // Defines its members, so that even "__proto__" is plain data.
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
}
