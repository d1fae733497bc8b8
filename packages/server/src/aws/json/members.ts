import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";

/** The members of a JSON request, read one by one. What does not fit is told in AWS's words, all of it at once. */
export interface Members {
  text(name: string, rule?: TextRule): string | undefined;
  neededText(name: string, rule?: TextRule): string;
  texts(name: string, rule: { readonly min?: number; readonly max: number }): readonly string[];
  flag(name: string): boolean;
  whole(name: string, rule: { readonly min: number; readonly max: number }): number | undefined;
  objects(name: string, rule: { readonly max: number }): readonly JsonObject[];
  /** Throws ValidationException when anything above did not fit. */
  check(): void;
}

export interface TextRule {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: RegExp;
  readonly oneOf?: readonly string[];
  /** Not repeated in messages. */
  readonly isSensitive?: true;
}

/** Nested deeper than any request of these services is. */
const depthMax = 32;

/** Throws SerializationException. */
export function readMembers(body: Uint8Array): Members {
  let parsed: Json = {};
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    if (text.trim() !== "") parsed = JSON.parse(text) as Json;
  } catch {
    throw serialization("The body is not JSON in UTF-8.");
  }
  if (!isJsonObject(parsed)) throw serialization("Unexpected token: an object is expected.");
  if (isDeeper(parsed, depthMax)) throw serialization(`The body is nested deeper than ${depthMax} levels.`);
  return membersOf(parsed);
}

export function membersOf(object: JsonObject): Members {
  const issues: string[] = [];
  const issue = (name: string, value: string, constraint: string): void => {
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    issues.push(`Value${value} at '${member}' failed to satisfy constraint: Member must ${constraint}`);
  };
  const at = (name: string): Json | undefined => {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    return value === null ? undefined : value;
  };
  function text(name: string, rule: TextRule = {}): string | undefined {
    const { min = 0, max = 65_536, pattern, oneOf, isSensitive = false } = rule;
    const value = at(name);
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw serialization(`${name} must be a string.`);
    const told = isSensitive ? "" : shown(value);
    if (value.length < min) issue(name, told, `have length greater than or equal to ${min}`);
    else if (value.length > max) issue(name, told, `have length less than or equal to ${max}`);
    else if (oneOf !== undefined && !oneOf.includes(value))
      issue(name, told, `satisfy enum value set: [${oneOf.join(", ")}]`);
    else if (pattern !== undefined && !pattern.test(value))
      issue(name, told, `satisfy regular expression pattern: ${pattern.source}`);
    return value;
  }
  function list(name: string, { min = 0, max }: { readonly min?: number; readonly max: number }) {
    const value = at(name) ?? [];
    if (!Array.isArray(value)) throw serialization(`${name} must be a list.`);
    const told = shown(`[${value.filter((one) => typeof one === "string").join(", ")}]`);
    if (value.length < min) issue(name, told, `have length greater than or equal to ${min}`);
    if (value.length > max) issue(name, told, `have length less than or equal to ${max}`);
    return value.slice(0, max) as readonly Json[];
  }
  return {
    text,
    neededText(name, rule) {
      const value = text(name, rule);
      if (value === undefined) issue(name, " null", "not be null");
      return value ?? "";
    },
    texts: (name, rule) =>
      list(name, rule).map((one) => {
        if (typeof one !== "string") throw serialization(`${name} must be a list of strings.`);
        return one;
      }),
    flag(name) {
      const value = at(name) ?? false;
      if (typeof value !== "boolean") throw serialization(`${name} must be a boolean.`);
      return value;
    },
    whole(name, { min, max }) {
      const value = at(name);
      if (value === undefined) return undefined;
      if (typeof value !== "number" || !Number.isInteger(value))
        throw serialization(`${name} must be an integer.`);
      if (value < min) issue(name, shown(String(value)), `have value greater than or equal to ${min}`);
      if (value > max) issue(name, shown(String(value)), `have value less than or equal to ${max}`);
      return value;
    },
    objects: (name, rule) =>
      list(name, rule).map((one) => {
        if (!isJsonObject(one)) throw serialization(`${name} must be a list of structures.`);
        return one;
      }),
    check() {
      if (issues.length === 0) return;
      const count = `${issues.length} validation error${issues.length === 1 ? "" : "s"} detected: `;
      throw new AwsError("ValidationException", count + issues.join("; "));
    },
  };
}

/** As Java prints it, up to a length. */
function shown(value: string): string {
  return ` '${value.slice(0, shownCharactersMax)}'`;
}

const shownCharactersMax = 100;

function serialization(message: string): AwsError {
  return new AwsError("SerializationException", message);
}

/** With a stack of its own: a body of brackets would overflow ours. */
function isDeeper(value: Json, levels: number): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? (Object.values(one) as Json[]) : [],
    );
  }
  return false;
}
