import type { Json } from "@landbridge/model";
import { compileJsonata, type Expression, ExpressionSyntaxError } from "../../data/jsonata/expression.ts";
import {
  type EvaluateField,
  fieldExpression,
  type TypeName,
  typedExpression,
} from "../../data/jsonata/field.ts";
import type { Reference } from "../../data/jsonata/references.ts";
import {
  compileJsonataTemplate,
  expressionText,
  isHalfExpression,
  type Place,
  type TemplateReader,
} from "../../data/jsonata/template.ts";
import { child } from "../pointer.ts";
import { read, reject, type Source } from "../source.ts";

// Between the definition and the compiler of expressions: what it refuses becomes an issue here. `undefined`
// is given for an absent field, and after reporting a wrong one; `has` tells which.

/** What of `$states` a field may ask for, beside the input and the context. */
export type Provided = "nothing" | "result" | "errorOutput";

/** A state, a Choice rule or a catcher, with its own place in its state: "" or "Choices[1]/". */
export interface Owner {
  readonly source: Source;
  readonly prefix: string;
}

/** A field that may hold any value, with expressions anywhere in it. */
export function compileValueField(
  owner: Owner,
  field: string,
  provided: Provided = "nothing",
): EvaluateField | undefined {
  const { source } = owner;
  const value = read(source, field);
  if (value === undefined) return undefined;
  const before = source.issues.errorCount;
  const template = compileJsonataTemplate(value, placeOf(owner, field), readerOf(source, provided));
  return source.issues.errorCount === before ? template : undefined;
}

/** A field that must be one expression giving such a type, or be read as a literal. */
export function compileTypedField<T extends Json>(
  owner: Owner,
  field: string,
  type: TypeName,
  convert: (value: Json, location: string) => T,
  accepts?: (value: Json) => boolean,
): EvaluateField<T> | "literal" | undefined {
  const value = read(owner.source, field) ?? null;
  const text = expressionText(value);
  const place = placeOf(owner, field);
  if (isHalfExpression(value)) return refuseText(owner.source, place.pointer);
  if (text === undefined) return "literal";
  const expression = compileAt(owner.source, text, place.pointer, "nothing");
  if (expression === undefined) return undefined;
  const evaluate = typedExpression(expression, place.location, type, accepts);
  return async (scope, more) => convert(await evaluate(scope, more), place.location);
}

function placeOf({ source, prefix }: Owner, field: string): Place {
  return { pointer: child(source.pointer, field), location: `${prefix}${field}` };
}

function readerOf(source: Source, provided: Provided): TemplateReader {
  return {
    inside: ({ pointer, location }, key) => ({
      pointer: child(pointer, key),
      location: typeof key === "number" ? `${location}[${key}]` : `${location}/${key}`,
    }),
    compile: (text, { pointer, location }) => {
      const expression = compileAt(source, text, pointer, provided);
      return expression && fieldExpression(expression, location);
    },
    refuse: ({ pointer }) => refuseText(source, pointer),
  };
}

function compileAt(
  source: Source,
  text: string,
  pointer: string,
  provided: Provided,
): Expression | undefined {
  try {
    const expression = compileJsonata(text);
    const mistakes = expression.references.flatMap((reference) => mistakeIn(reference, provided) ?? []);
    for (const mistake of mistakes) source.issues.error(pointer, "UNSUPPORTED_JSONATA_EXPRESSION", mistake);
    return mistakes.length === 0 ? expression : undefined;
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    source.issues.error(pointer, "INVALID_JSONATA_EXPRESSION", error.message);
    return undefined;
  }
}

/** Worded as AWS does. */
function mistakeIn(reference: Reference, provided: Provided): string | undefined {
  switch (reference.kind) {
    case "top-level":
      return `Reference to '${reference.name}' at the top level is not supported.`;
    case "root":
      return "Reference to '$$' is not supported.";
    case "states":
      if (reference.field === "input" || reference.field === "context" || reference.field === provided) {
        return undefined;
      }
      return `Field '$states.${reference.field}' does not exist.`;
    case "variable":
      return undefined;
  }
}

function refuseText(source: Source, pointer: string): undefined {
  const message = "JSONata string must start with {% and end with %}";
  source.issues.error(pointer, "SCHEMA_VALIDATION_FAILED", message);
}

/** Reports a literal of a wrong type: a text that ought to be an expression, or something else. */
export function rejectLiteral(source: Source, field: string, wanted: string): undefined {
  if (typeof read(source, field) === "string") return refuseText(source, child(source.pointer, field));
  reject(source, field, `Expected value of type [${wanted}]`, "Or write an expression: {% … %}");
}
