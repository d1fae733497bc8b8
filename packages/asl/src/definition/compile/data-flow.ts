import { assert, isJsonObject, type Json } from "@landbridge/model";
import type { Scope } from "../../data/scope.ts";
import { checkVariableNames } from "../check/variable-names.ts";
import type { Assign, Evaluate } from "../machine.ts";
import { has, read, type Source } from "../source.ts";
import { compilePathField, compilePlaceField, compileTemplateField } from "./expressions.ts";

// InputPath, ResultPath and OutputPath. Source: Amazon States Language, "Input and Output Processing".
// The defaults are shared closures that do nothing, since almost every state has them.

type ShapeOutput = (scope: Scope, output: Json) => Json | Promise<Json>;
export type PlaceResult = (scope: Scope, input: Json, result: Json) => Json;

const wholeInput: Evaluate = (scope) => scope.input;
const emptyObject: Json = Object.freeze({});
const nothing: Evaluate = () => emptyObject;

const wholeOutput: ShapeOutput = (_scope, output) => output;
const noOutput: ShapeOutput = () => emptyObject;

/** The result becomes the output. */
const replaceInput: PlaceResult = (_scope, _input, result) => result;
/** The result is discarded. */
const keepInput: PlaceResult = (_scope, input) => input;

export interface DataFlow {
  readonly selectInput: Evaluate;
  readonly shapeOutput: ShapeOutput;
  readonly assign: Assign | undefined;
}

/** Of a state without InputPath and OutputPath. */
export const untouched: DataFlow = { selectInput: wholeInput, shapeOutput: wholeOutput, assign: undefined };

export function compileDataFlow(state: Source): DataFlow | undefined {
  const selectInput = compileInputPath(state);
  const shapeOutput = compileOutputPath(state);
  const assign = compileAssign(state);
  if (selectInput === undefined || shapeOutput === undefined || assign === "wrong") return undefined;
  return { selectInput, shapeOutput, assign };
}

/** A path that is null selects an empty object. */
function compileInputPath(state: Source): Evaluate | undefined {
  const path = read(state, "InputPath");
  if (path === undefined || path === "$") return wholeInput;
  return path === null ? nothing : compilePathField(state, "InputPath");
}

function compileOutputPath(state: Source): ShapeOutput | undefined {
  const path = read(state, "OutputPath");
  if (path === undefined || path === "$") return wholeOutput;
  if (path === null) return noOutput;
  const select = compilePathField(state, "OutputPath");
  return select && ((scope, output) => select(appliedTo(scope, output)));
}

/** Of a state or a catcher. A path that is null discards the result. */
export function compileResultPath(source: Source): PlaceResult | undefined {
  const path = read(source, "ResultPath");
  if (path === undefined || path === "$") return replaceInput;
  if (path === null) return keepInput;
  const place = compilePlaceField(source, "ResultPath");
  return place && ((_scope, input, result) => place(input, result));
}

/** Of a state, a Choice rule or a catcher: a template, applied to the state's result. */
export function compileAssign(source: Source): Assign | undefined | "wrong" {
  if (!has(source, "Assign")) return undefined;
  const template = compileTemplateField(source, "Assign");
  if (!checkVariableNames(source, "JSONPath") || template === undefined) return "wrong";
  return (scope, subject) => {
    const values = template(appliedTo(scope, subject));
    assert(isJsonObject(values), "a template that is an object gives one");
    return values;
  };
}

/** The same place applied to another value. The context object stays unmade until it is asked for. */
function appliedTo(scope: Scope, input: Json): Scope {
  return {
    input,
    now: scope.now,
    random: scope.random,
    variables: scope.variables,
    pace: scope.pace,
    get context() {
      return scope.context;
    },
  };
}
