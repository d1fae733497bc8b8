import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import type { EvaluateNow } from "./evaluate-now.ts";
import { compileExpression } from "./expression.ts";
import { PathSyntaxError } from "./jsonpath/syntax-error.ts";
import { missingForField } from "./missing.ts";
import { objectOf } from "./own.ts";

/** How deep a template may nest; far beyond any that a person reads. */
export const TEMPLATE_DEPTH_MAX = 200;

/**
 * Parameters, ResultSelector, ItemSelector: members whose name ends in `.$` hold a path or an intrinsic
 * call and lose the ending; everything else stands for itself.
 * @throws PathSyntaxError at the first member that is neither
 */
export function compileTemplate(template: Json): EvaluateNow {
  return compilePart(template, 0) ?? (() => template);
}

/** `undefined`: a part in which nothing is to be filled in, so that it can be used as it is. */
function compilePart(part: Json, depth: number): EvaluateNow | undefined {
  if (typeof part !== "object" || part === null) return undefined;
  if (depth >= TEMPLATE_DEPTH_MAX) {
    throw new PathSyntaxError(`a template nests at most ${TEMPLATE_DEPTH_MAX} deep`, 0);
  }
  if (isJsonObject(part)) return compileObject(part, depth);
  return isJsonArray(part) ? compileArray(part, depth) : undefined;
}

function compileArray(items: readonly Json[], depth: number): EvaluateNow | undefined {
  const parts = items.map((item) => compilePart(item, depth + 1));
  if (parts.every((part) => part === undefined)) return undefined;
  const filled = parts.map((part, at) => part ?? constant(items[at] ?? null));
  return (scope) => filled.map((part) => part(scope));
}

interface Member {
  readonly name: string;
  readonly value: EvaluateNow;
  readonly isConstant: boolean;
}

function compileObject(object: JsonObject, depth: number): EvaluateNow | undefined {
  const members = Object.entries(object).map(([name, value]) => compileMember(name, value, depth));
  refuseTwins(members);
  if (members.every((member) => member.isConstant)) return undefined;
  if (members.some((member) => member.name === "__proto__")) {
    return (scope) => objectOf(members.map((member) => [member.name, member.value(scope)]));
  }
  return (scope) => {
    const filled: Record<string, Json> = {};
    for (const member of members) filled[member.name] = member.value(scope);
    return filled;
  };
}

function compileMember(name: string, value: Json, depth: number): Member {
  if (name.endsWith(".$")) {
    return { name: name.slice(0, -2), value: compileField(name, value), isConstant: false };
  }
  const part = compilePart(value, depth + 1);
  return { name, value: part ?? constant(value), isConstant: part === undefined };
}

function compileField(field: string, value: Json): EvaluateNow {
  if (typeof value !== "string") {
    throw new PathSyntaxError(`the field '${field}' must be text that is a path or an intrinsic call`, 0);
  }
  return compileExpression(value, missingForField(field));
}

function refuseTwins(members: readonly Member[]): void {
  const names = new Set<string>();
  for (const { name } of members) {
    if (names.has(name))
      throw new PathSyntaxError(`the fields '${name}' and '${name}.$' are the same field`, 0);
    names.add(name);
  }
}

function constant(value: Json): EvaluateNow {
  return () => value;
}
