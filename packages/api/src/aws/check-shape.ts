import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import type { ListShape, MapShape, NumberShape, Shape, StructureShape, TextShape } from "./shape.ts";

/** What is wrong with a request: it cannot be read at all, or members break their constraints. */
export type ShapeMistake =
  | { readonly kind: "unreadable"; readonly message: string }
  | { readonly kind: "invalid"; readonly message: string };

/** More are not told: a request may hold thousands of members. */
const mistakesMax = 10;

/**
 * Checks a parsed body; members that the shape does not have are left alone, as AWS does. `undefined`: nothing
 * is wrong. Source of the words: AWS's answers.
 */
export function checkShape(body: Json, shape: StructureShape): ShapeMistake | undefined {
  const unreadable = unreadableAt(body, shape);
  if (unreadable !== undefined) return { kind: "unreadable", message: unreadable };
  const found: string[] = [];
  checkAt(body, shape, "", found);
  if (found.length === 0) return undefined;
  const count = `${found.length} validation error${found.length === 1 ? "" : "s"} detected: `;
  return { kind: "invalid", message: count + found.join("; ") };
}

/** The input as its handler sees it: what is null was not given. Known members only are looked at. */
export function givenIn(input: JsonObject, shape: StructureShape): JsonObject {
  return given(input, shape) as JsonObject;
}

function given(value: Json, shape: Shape): Json {
  if (shape.kind === "list" && Array.isArray(value))
    return value.filter((member) => member !== null).map((member) => given(member, shape.member));
  if (shape.kind !== "structure" || !isJsonObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [name, member] of Object.entries(shape.members)) {
    const found = own(value, name) ?? null;
    if (found !== null) kept[name] = given(found, member);
  }
  return kept;
}

/** Types first: a body of the wrong types is not looked at any further. */
function unreadableAt(value: Json, shape: Shape): string | undefined {
  if (value === null) return undefined;
  switch (shape.kind) {
    case "text":
      return typeof value === "string" ? undefined : mismatch(value, "a String");
    case "integer":
    case "long":
      return isWhole(value, shape.kind) ? undefined : wrongNumber(value, shape.kind);
    case "float":
      return typeof value === "number" ? undefined : mismatch(value, "a Float");
    case "flag":
      return typeof value === "boolean" ? undefined : mismatch(value, "a Boolean");
    case "list":
      return Array.isArray(value) ? firstOf(value, shape) : mismatch(value, "a List");
    case "map":
      return isJsonObject(value) ? firstOfMap(value, shape) : "Unexpected value where a map was expected";
    case "structure":
      return isJsonObject(value) ? firstIn(value, shape) : "Unexpected value where a structure was expected";
  }
}

function firstOf(values: readonly Json[], shape: ListShape): string | undefined {
  for (const value of values) {
    const found = unreadableAt(value, shape.member);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstOfMap(value: JsonObject, shape: MapShape): string | undefined {
  for (const member of Object.values(value)) {
    const found = unreadableAt(member, shape.value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstIn(value: JsonObject, shape: StructureShape): string | undefined {
  for (const [name, member] of Object.entries(shape.members)) {
    const given = own(value, name);
    const found = given === undefined ? undefined : unreadableAt(given, member);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isWhole(value: Json, kind: "integer" | "long"): boolean {
  if (!Number.isSafeInteger(value)) return false;
  return kind === "long" || Math.abs(value as number) <= 2_147_483_648;
}

function wrongNumber(value: Json, kind: "integer" | "long"): string {
  const type = kind === "long" ? "a Long" : "an Integer";
  return typeof value === "number" ? `Number cannot be read as ${type}` : mismatch(value, type);
}

function mismatch(value: Json, type: string): string {
  if (Array.isArray(value)) return "Unexpected list element";
  if (typeof value === "object") return "Start of structure or map found where not expected.";
  const token =
    typeof value === "boolean"
      ? String(value).toUpperCase()
      : typeof value === "number"
        ? "NUMBER"
        : "STRING";
  return `${token}_VALUE can not be converted to ${type}`;
}

function checkAt(value: Json, shape: Shape, path: string, found: string[]): void {
  if (found.length >= mistakesMax) return;
  const tell = (rule: string): void =>
    void found.push(`${shownAt(value, shape, path)} failed to satisfy constraint: Member must ${rule}`);
  switch (shape.kind) {
    case "text":
      return checkText(value as string, shape, tell);
    case "integer":
    case "long":
    case "float":
      return checkNumber(value as number, shape, tell);
    case "flag":
      return undefined;
    case "list":
      checkLength((value as readonly Json[]).length, shape, tell);
      (value as readonly Json[]).forEach((member, index) => {
        if (member !== null) checkAt(member, shape.member, `${path}.${index + 1}.member`, found);
      });
      return undefined;
    case "map":
      for (const [key, member] of Object.entries(value as JsonObject)) {
        checkAt(key, shape.key, path, found);
        if (member !== null) checkAt(member, shape.value, `${path}.${key}.member`, found);
      }
      return undefined;
    case "structure":
      return checkMembers(value as JsonObject, shape, path, found);
  }
}

function checkText(value: string, shape: TextShape, tell: (rule: string) => void): void {
  checkLength(lengthOf(value, shape), shape, tell);
  if (shape.pattern !== undefined && !patternOf(shape.pattern).test(value))
    tell(`satisfy regular expression pattern: ${shape.pattern}`);
  if (shape.values !== undefined && !shape.values.includes(value))
    tell(`satisfy enum value set: [${shape.values.join(", ")}]`);
}

/** In characters, as AWS counts; they are counted only where the number of UTF-16 units leaves it open. */
function lengthOf(value: string, { max }: TextShape): number {
  if (max === undefined || value.length <= max) return value.length;
  let count = 0;
  for (const _character of value) count += 1;
  return count;
}

function checkLength(
  length: number,
  { min, max }: { readonly min?: number; readonly max?: number },
  tell: (rule: string) => void,
): void {
  if (min !== undefined && length < min) tell(`have length greater than or equal to ${min}`);
  if (max !== undefined && length > max) tell(`have length less than or equal to ${max}`);
}

function checkNumber(value: number, { min, max }: NumberShape, tell: (rule: string) => void): void {
  if (min !== undefined && value < min) tell(`have value greater than or equal to ${min}`);
  if (max !== undefined && value > max) tell(`have value less than or equal to ${max}`);
}

function checkMembers(value: JsonObject, shape: StructureShape, path: string, found: string[]): void {
  for (const [name, member] of Object.entries(shape.members)) {
    const given = own(value, name) ?? null;
    const at = path === "" ? name : `${path}.${name}`;
    if (given !== null) checkAt(given, member, at, found);
    else if (shape.required.includes(name) && found.length < mistakesMax)
      found.push(`Value null at '${at}' failed to satisfy constraint: Member must not be null`);
  }
}

function shownAt(value: Json, shape: Shape, path: string): string {
  if (shape.kind === "text" && shape.isSensitive === true) return `Value at '${path}'`;
  return `Value '${shown(value, shape)}' at '${path}'`;
}

/** As Java prints it. */
function shown(value: Json, shape: Shape): string {
  if (value === null) return "null";
  if (shape.kind === "list" && Array.isArray(value))
    return `[${value.map((member) => shown(member, shape.member)).join(", ")}]`;
  if (shape.kind === "structure" && isJsonObject(value)) {
    const members = Object.entries(shape.members).flatMap(([name, member]) => {
      const given = own(value, name) ?? null;
      return given === null ? [] : [`${name}=${shown(given, member)}`];
    });
    return `${shape.name}(${members.join(", ")})`;
  }
  if (shape.kind === "text" && shape.isSensitive === true) return "*** Sensitive Data Redacted ***";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(`^(?:${source})$`, "u");
  patterns.set(source, known);
  return known;
}

function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
