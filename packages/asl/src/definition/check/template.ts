import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import { child } from "../pointer.ts";
import { kindOf, type Source } from "../source.ts";

interface Field {
  readonly name: string;
  readonly value: Json;
  /** The pointer of the object that holds the field, which is where AWS reports it. */
  readonly holder: string;
}

/** Reports each ".$" field whose value is no expression, with AWS's words. `mistakeIn` says why a text is none. */
export function findTemplateMistakes(
  template: Source,
  mistakeIn: (text: string) => string | undefined,
): void {
  for (const { name, value, holder } of fieldsIn(template.object, template.pointer)) {
    if (!name.endsWith(".$")) continue;
    const reason = typeof value === "string" ? mistakeIn(value) : `Found ${kindOf(value)}`;
    if (reason === undefined) continue;
    const message = `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`;
    template.issues.error(holder, "SCHEMA_VALIDATION_FAILED", message, reason);
  }
}

const LOOKS_LIKE_PATH = /^\$\$?[.[]/;
const LOOKS_LIKE_INTRINSIC = /^States\.[A-Z][A-Za-z0-9]*\(/;

/** Warns of a text that looks like an expression in a field that takes it as it stands. */
export function warnOfMissingDollars(template: Source): void {
  for (const { name, value, holder } of fieldsIn(template.object, template.pointer)) {
    if (name.endsWith(".$") || typeof value !== "string") continue;
    if (!looksLikeExpression(value)) continue;
    const message = `The value of '${name}' looks like a JSONPath or intrinsic function. Use '${name}.$' to evaluate it at runtime.`;
    template.issues.warn(child(holder, name), "NO_DOLLAR", message);
  }
}

/** Warns of a path in a field that takes text as it stands, and has a sibling that takes a path. */
export function warnOfMissingPath(source: Source, field: string): void {
  const value = source.object[field];
  if (typeof value !== "string" || !looksLikeExpression(value)) return;
  const message = `The field '${field}' has a value that looks like a path, but it is used as text`;
  source.issues.warn(child(source.pointer, field), "NO_PATH", message, `Call the field '${field}Path'`);
}

function looksLikeExpression(text: string): boolean {
  return LOOKS_LIKE_PATH.test(text) || LOOKS_LIKE_INTRINSIC.test(text);
}

/** Warns of expressions in a Pass state's Result, where nothing is evaluated. */
export function warnOfStaticResult(result: Json, pointer: string, issues: Source["issues"]): void {
  for (const { name, holder } of fieldsIn(result, pointer)) {
    if (!name.endsWith(".$")) continue;
    const message = `The field '${name}' is not evaluated: a Pass state's Result is static`;
    issues.warn(child(holder, name), "PASS_RESULT_IS_STATIC", message, "Use Parameters instead of Result");
  }
}

/** Every field of the objects in `value`. The depth was bounded when the text was read. */
function* fieldsIn(value: Json, pointer: string): Generator<Field> {
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* fieldsIn(item, child(pointer, index));
  } else if (isJsonObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      yield { name, value: inner, holder: pointer };
      yield* fieldsIn(inner, child(pointer, name));
    }
  }
}
