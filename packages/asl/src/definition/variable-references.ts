import { isJsonArray, isJsonObject, type Json, type JsonObject, parseJson } from "@landbridge/model";
import { compileJsonata, ExpressionSyntaxError } from "../data/jsonata/expression.ts";
import { isFunctionName } from "../data/jsonata/function-names.ts";
import { expressionText } from "../data/jsonata/template.ts";
import { NESTING_MAX } from "./check/json-shape.ts";
import type { QueryLanguage } from "./fields.ts";

/** The variables that each state reads, by the state's name; a state that reads none is not there. */
export type VariableReferences = Readonly<Record<string, readonly string[]>>;

/**
 * What DescribeStateMachine says in `variableReferences`: names in the order of their letters.
 * `undefined` when no state reads a variable, or the text is no definition.
 * Source: Step Functions API Reference, DescribeStateMachine.
 */
export function variableReferences(definition: string): VariableReferences | undefined {
  const json = parseJson(definition);
  if (!isJsonObject(json)) return undefined;
  const found: Record<string, readonly string[]> = Object.create(null);
  visitBlock(json, languageOf(json, "JSONPath"), 0, found);
  return Object.keys(found).length === 0 ? undefined : { ...found };
}

type Found = Record<string, readonly string[]>;

function visitBlock(block: Json, language: QueryLanguage, depth: number, found: Found): void {
  const states = isJsonObject(block) ? block["States"] : undefined;
  if (!isJsonObject(states) || depth > NESTING_MAX) return;
  for (const [name, state] of Object.entries(states)) {
    if (!isJsonObject(state)) continue;
    const names = languageOf(state, language) === "JSONata" ? namesInJsonata(state) : namesInJsonPath(state);
    if (names.size > 0) found[name] = [...names].sort();
    for (const inner of blocksIn(state)) visitBlock(inner, language, depth + 1, found);
  }
}

function languageOf(object: JsonObject, otherwise: QueryLanguage): QueryLanguage {
  const language = object["QueryLanguage"];
  return language === "JSONata" || language === "JSONPath" ? language : otherwise;
}

/** They hold states of their own. */
const BLOCK_FIELDS: ReadonlySet<string> = new Set(["Branches", "ItemProcessor", "Iterator"]);
/** Taken as it stands. */
const STATIC_FIELDS: ReadonlySet<string> = new Set(["Result", "Comment"]);

function blocksIn(state: JsonObject): readonly Json[] {
  return [...BLOCK_FIELDS].flatMap((field) => {
    const value = state[field];
    if (value === undefined) return [];
    return isJsonArray(value) ? value : [value];
  });
}

function ownFields(state: JsonObject): readonly (readonly [string, Json])[] {
  return Object.entries(state).filter(([field]) => !BLOCK_FIELDS.has(field) && !STATIC_FIELDS.has(field));
}

function namesInJsonata(state: JsonObject): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [, value] of ownFields(state)) {
    for (const text of textsIn(value)) for (const name of namesInExpression(text)) names.add(name);
  }
  return names;
}

function* textsIn(value: Json): Generator<string> {
  if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) yield* textsIn(inner);
  }
}

function namesInExpression(text: string): readonly string[] {
  const expression = expressionText(text);
  if (expression === undefined) return [];
  try {
    const { references } = compileJsonata(expression);
    return references.flatMap((reference) =>
      reference.kind === "variable" && !isFunctionName(reference.name) ? [reference.name] : [],
    );
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    return [];
  }
}

function namesInJsonPath(state: JsonObject): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of pathsIn(Object.fromEntries(ownFields(state)))) {
    for (const name of namesInPath(text)) names.add(name);
  }
  return names;
}

/** The texts in fields that hold a path or a call: `…Path`, `Variable`, and what ends in `.$`. */
function* pathsIn(value: Json): Generator<string> {
  if (isJsonArray(value)) for (const item of value) yield* pathsIn(item);
  if (!isJsonObject(value)) return;
  for (const [field, inner] of Object.entries(value)) {
    if (typeof inner !== "string") yield* pathsIn(inner);
    else if (field.endsWith(".$") || field.endsWith("Path") || field === "Variable") yield inner;
  }
}

const QUOTED = /'(?:\\.|[^'\\])*'/gs;
const VARIABLE = /(?<![$\p{ID_Continue}])\$(?<name>[\p{ID_Start}_][\p{ID_Continue}]*)/gu;

function namesInPath(text: string): readonly string[] {
  return [...text.replaceAll(QUOTED, "''").matchAll(VARIABLE)].flatMap(
    (match) => match.groups?.["name"] ?? [],
  );
}
