import type { Json, JsonObject } from "@landbridge/model";
import { jsonText } from "../json-text.ts";
import { QueryEvaluationFault } from "../query-fault.ts";
import type { Scope } from "../scope.ts";
import type { Expression, Outcome } from "./expression.ts";

/** What `$states` holds beside the input and the context, where there is such a thing. */
export interface More {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

export type EvaluateField<T extends Json = Json> = (scope: Scope, more?: More) => T | Promise<T>;

/**
 * An expression in the place of a field's value.
 * @param location the field in its state: "Output/total", "Choices[1]/Condition"
 */
export function fieldExpression(expression: Expression, location: string): EvaluateField {
  const where = `The JSONata expression '${expression.text}' specified for the field '${location}'`;
  return async (scope, more) => {
    const outcome = await expression.evaluate({
      states: statesOf(scope, more),
      variables: scope.variables,
      now: scope.now,
      random: scope.random,
      pace: scope.pace,
    });
    if (outcome.kind === "value") return outcome.value;
    throw new QueryEvaluationFault(`${where} ${complaintOf(outcome)}`, location);
  };
}

/** `$states`; the context object is made only where it is asked for. */
function statesOf(scope: Scope, more: More | undefined): JsonObject {
  return {
    input: scope.input,
    ...more,
    get context() {
      return scope.context;
    },
  };
}

/** Worded as AWS does, also the signs between the sentence and what the library says. */
function complaintOf(outcome: Exclude<Outcome, { readonly kind: "value" }>): string {
  switch (outcome.kind) {
    case "nothing":
      return "returned nothing (undefined).";
    case "unsupported":
      return "returned an unsupported result type.";
    case "internal":
      return "threw an internal error during evaluation.";
    case "error":
      return `threw an error during evaluation${outcome.code === undefined ? ":" : `. ${outcome.code}:`} ${outcome.message}`;
  }
}

export type TypeName = "array" | "boolean" | "number" | "string";

/**
 * The expression, whose value the field can use only if it is of a type.
 * @param accepts more than that type, which the words then do not tell of
 */
export function typedExpression(
  expression: Expression,
  location: string,
  type: TypeName,
  accepts: (value: Json) => boolean = () => false,
): EvaluateField {
  const evaluate = fieldExpression(expression, location);
  return async (scope, more) => {
    const value = await evaluate(scope, more);
    const found = typeOf(value);
    if (found === type || accepts(value)) return value;
    throw new QueryEvaluationFault(
      `The JSONata expression '${expression.text}' specified for the field '${location}' returned an unexpected result type. Expected '${type}', but was '${found}' for value: ${jsonText(value)}`,
      location,
    );
  };
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
