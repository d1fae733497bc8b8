import { isJsonArray, isJsonObject, type Json, type JsonArray, type JsonObject } from "@landbridge/model";
import type { Issues } from "./issues.ts";
import { child } from "./pointer.ts";

/** An object in the definition, where it stands, and where mistakes in it are reported. */
export interface Source {
  readonly object: JsonObject;
  readonly pointer: string;
  readonly issues: Issues;
}

// The readers below give `undefined` for an absent field, and for a wrong one after reporting it.

export function has(source: Source, field: string): boolean {
  return Object.hasOwn(source.object, field);
}

/** The raw value; a field called like a member of Object.prototype is absent unless it was written. */
export function read(source: Source, field: string): Json | undefined {
  return has(source, field) ? source.object[field] : undefined;
}

/** One issue for all that are missing, with AWS's words. Whether each is there. */
export function requireFields(source: Source, fields: readonly string[]): boolean {
  const missing = fields.filter((field) => !has(source, field));
  if (missing.length > 0) reject(source, undefined, `These fields are required: [${missing.join(", ")}]`);
  return missing.length === 0;
}

/** Where AWS looks for one field by itself, it has other words for its absence. */
export function reportMissing(source: Source, field: string): void {
  reject(source, undefined, `The field '${field}' is required but was missing`);
}

/** Of an array or object that must hold something. */
export function rejectEmpty(source: Source, field: string): undefined {
  reject(source, field, "Value cannot be empty");
}

/** A SCHEMA_VALIDATION_FAILED at the field, or at the object itself. */
export function reject(source: Source, field: string | undefined, message: string, hint?: string): void {
  const path = field === undefined ? source.pointer : child(source.pointer, field);
  source.issues.error(path, "SCHEMA_VALIDATION_FAILED", message, hint);
}

export function readString(source: Source, field: string): string | undefined {
  const value = read(source, field);
  if (value === undefined || typeof value === "string") return value;
  return rejectType(source, field, "STRING", value);
}

export function readBoolean(source: Source, field: string): boolean | undefined {
  const value = read(source, field);
  if (value === undefined || typeof value === "boolean") return value;
  return rejectType(source, field, "BOOLEAN", value);
}

interface Range {
  readonly min: number;
  readonly max?: number;
}

export function readInteger(source: Source, field: string, range: Range): number | undefined {
  const value = read(source, field);
  if (value === undefined) return undefined;
  if (typeof value !== "number" || !Number.isInteger(value)) return rejectNoInteger(source, field, value);
  return inRange(source, field, range, value);
}

export function readNumber(source: Source, field: string, range: Range): number | undefined {
  const value = read(source, field);
  if (value === undefined) return undefined;
  if (typeof value !== "number") return rejectType(source, field, "NUMBER", value);
  return inRange(source, field, range, value);
}

function inRange(source: Source, field: string, range: Range, value: number): number | undefined {
  if (value < range.min) {
    reject(source, field, `Minimum value is ${range.min}`, `Found ${value}`);
    return undefined;
  }
  if (range.max !== undefined && value > range.max) {
    reject(source, field, `Maximum value is ${range.max}`, `Found ${value}`);
    return undefined;
  }
  return value;
}

export function readOneOf<const T extends string>(
  source: Source,
  field: string,
  allowed: readonly T[],
): T | undefined {
  return find(source, field, allowed, `Value should be one of the following: [${allowed.join(", ")}]`);
}

/** A field that says what the object is, and so which fields it has: AWS has words of its own for these. */
export function readKind<const T extends string>(
  source: Source,
  field: string,
  allowed: readonly T[],
): T | undefined {
  const message = `The field '${field}' should have one of these values: [${allowed.join(", ")}]`;
  return find(source, field, allowed, message);
}

function find<T extends string>(
  source: Source,
  field: string,
  allowed: readonly T[],
  message: string,
): T | undefined {
  const value = readString(source, field);
  const found = allowed.find((candidate) => candidate === value);
  if (value !== undefined && found === undefined) reject(source, field, message, `Found '${value}'`);
  return found;
}

export function readObject(source: Source, field: string): Source | undefined {
  const value = read(source, field);
  if (value === undefined) return undefined;
  if (!isJsonObject(value)) return rejectType(source, field, "OBJECT", value);
  return { object: value, pointer: child(source.pointer, field), issues: source.issues };
}

export function readArray(source: Source, field: string): JsonArray | undefined {
  const value = read(source, field);
  if (value === undefined) return undefined;
  if (!isJsonArray(value)) return rejectType(source, field, "ARRAY", value);
  return value;
}

/** The texts in an array; `undefined` after reporting an item that is none, where it stands. */
export function readTexts(source: Source, field: string): readonly string[] | undefined {
  const items = readArray(source, field);
  const texts: string[] = [];
  for (const [index, item] of items?.entries() ?? []) {
    if (typeof item === "string") texts.push(item);
    else rejectItem(source, field, index, "STRING", item);
  }
  return texts.length === items?.length ? texts : undefined;
}

/** The objects in an array; an item that is none is reported and left out. */
export function readObjects(source: Source, field: string): readonly Source[] | undefined {
  const items = readArray(source, field);
  if (items === undefined) return undefined;
  const pointer = child(source.pointer, field);
  const objects: Source[] = [];
  for (const [index, item] of items.entries()) {
    const at = child(pointer, index);
    if (isJsonObject(item)) objects.push({ object: item, pointer: at, issues: source.issues });
    else rejectItem(source, field, index, "OBJECT", item);
  }
  return objects;
}

type JsonKind = "STRING" | "BOOLEAN" | "NUMBER" | "OBJECT" | "ARRAY";

function rejectType(source: Source, field: string, kind: JsonKind, found: Json): undefined {
  reject(source, field, expected(kind), `Found ${kindOf(found)}`);
}

function rejectItem(source: Source, field: string, index: number, kind: JsonKind, found: Json): void {
  const path = child(child(source.pointer, field), index);
  source.issues.error(path, "SCHEMA_VALIDATION_FAILED", expected(kind), `Found ${kindOf(found)}`);
}

/** Not a kind of JSON, so AWS words it otherwise. */
function rejectNoInteger(source: Source, field: string, found: Json): undefined {
  reject(source, field, "Expected value of type Integer", `Found ${kindOf(found)}`);
}

/** As AWS words it. */
function expected(kind: JsonKind): string {
  return `Expected value of type [${kind}]`;
}

export function kindOf(value: Json): string {
  if (value === null) return "null";
  if (typeof value === "string") return "a string";
  if (typeof value === "boolean") return `${value}`;
  if (typeof value === "number") return `the number ${value}`;
  return isJsonArray(value) ? "an array" : "an object";
}
