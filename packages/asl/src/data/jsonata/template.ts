import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import type { EvaluateField } from "./field.ts";

/** Where a value stands: in the definition, for issues, and in its state, for faults. */
export interface Place {
  /** A JSON pointer into the definition. */
  readonly pointer: string;
  /** "Output/items[0]". */
  readonly location: string;
}

/** The text between `{%` and `%}`, when the value is an expression and nothing else. */
export function expressionText(value: Json): string | undefined {
  if (typeof value !== "string" || !value.startsWith("{%") || !value.endsWith("%}") || value.length < 4) {
    return undefined;
  }
  return value.slice(2, -2).trim();
}

/** Begun as an expression, and never ended as one: AWS takes it for a mistake, not for text. */
export function isHalfExpression(value: Json): boolean {
  return typeof value === "string" && value.startsWith("{%") && expressionText(value) === undefined;
}

export interface TemplateReader {
  /** The place of a member, or of an item. */
  readonly inside: (place: Place, key: string | number) => Place;
  /** `undefined` after reporting why it is no expression. */
  readonly compile: (text: string, place: Place) => EvaluateField | undefined;
  /** Of a text for which `isHalfExpression`. */
  readonly refuse: (place: Place) => void;
}

/** A value in which every text that is an expression is computed, in the order of writing. */
export function compileJsonataTemplate(value: Json, place: Place, reader: TemplateReader): EvaluateField {
  return compilePart(value, place, reader) ?? (() => value);
}

/** `undefined`: nothing in it is computed. */
function compilePart(value: Json, place: Place, reader: TemplateReader): EvaluateField | undefined {
  const text = expressionText(value);
  if (text !== undefined) return reader.compile(text, place) ?? (() => null);
  if (isHalfExpression(value)) reader.refuse(place);
  if (isJsonArray(value)) return compileItems(value, place, reader);
  return isJsonObject(value) ? compileMembers(Object.entries(value), place, reader) : undefined;
}

function compileItems(
  items: readonly Json[],
  place: Place,
  reader: TemplateReader,
): EvaluateField | undefined {
  const parts = items.map((item, index) => compilePart(item, reader.inside(place, index), reader));
  if (parts.every((part) => part === undefined)) return undefined;
  return async (scope, more) => {
    const filled: Json[] = [];
    for (const [index, item] of items.entries()) {
      const compute = parts[index];
      filled.push(compute === undefined ? item : await compute(scope, more));
    }
    return filled;
  };
}

function compileMembers(
  members: readonly (readonly [string, Json])[],
  place: Place,
  reader: TemplateReader,
): EvaluateField | undefined {
  const parts = members.map(([name, value]) => ({
    name,
    value,
    compute: compilePart(value, reader.inside(place, name), reader),
  }));
  if (parts.every(({ compute }) => compute === undefined)) return undefined;
  return async (scope, more) => {
    const filled: [string, Json][] = [];
    for (const { name, value, compute } of parts) {
      filled.push([name, compute === undefined ? value : await compute(scope, more)]);
    }
    return Object.fromEntries(filled);
  };
}
