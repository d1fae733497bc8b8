import type { EpochMs, JsonObject, RandomStream } from "@landbridge/model";
import type { Pace } from "../pace.ts";
import { Evaluation } from "./evaluation.ts";
import { EvaluationBoundError, InternalError, outOfMemory, outOfStack } from "./evaluation-error.ts";
import { encodingFunctions } from "./functions/encoding.ts";
import { EVALUATION_BINDING, evaluationAt } from "./functions/evaluation-of.ts";
import { adoptArities, guardedFunctions, guardedNames } from "./functions/guarded.ts";
import { ownFunctions } from "./functions/own.ts";
import { replacedFunctions } from "./functions/replaced.ts";
import {
  errorOf,
  type Hooks,
  type LibraryExpression,
  type NativeFunction,
  type Node,
  nativeFunctions,
  parseExpression,
} from "./library.ts";
import { EXPRESSION_CHARS_MAX } from "./limits.ts";
import { nodesIn, rolesIn } from "./node-roles.ts";
import { type Reference, referencesIn } from "./references.ts";
import { compiledPattern } from "./regular-expression.ts";
import { type Result, toResult } from "./result.ts";

/** What an expression can see, and the facts that its functions use. */
export interface Bindings {
  /** `$states`. */
  readonly states: JsonObject;
  readonly variables: JsonObject;
  readonly now: EpochMs;
  readonly random: RandomStream;
  readonly pace?: Pace | undefined;
  /** In units; absent: EVALUATION_WORK_MAX. */
  readonly workMax?: number | undefined;
}

export type Outcome =
  | Result
  /** `code`: the library's, such as T2001; absent where a bound of ours was passed. */
  | { readonly kind: "internal" }
  | { readonly kind: "error"; readonly code: string | undefined; readonly message: string };

export interface Expression {
  /** Without the delimiters. */
  readonly text: string;
  readonly references: readonly Reference[];
  /** Never rejects: what goes wrong is an outcome. */
  readonly evaluate: (bindings: Bindings) => Promise<Outcome>;
}

export class ExpressionSyntaxError extends Error {
  override readonly name = "ExpressionSyntaxError";
}

const FUNCTIONS = [...guardedFunctions, ...encodingFunctions, ...ownFunctions, ...replacedFunctions];

const HOOKS: Hooks = {
  enter: (node, environment) => evaluationAt(environment).enter(node, environment.base),
  leave: (node, environment, value) => evaluationAt(environment).leave(node, value),
};

/**
 * An expression, compiled once.
 * @param text without the delimiters
 * @throws ExpressionSyntaxError
 */
export function compileJsonata(text: string): Expression {
  const library = parse(text);
  const roles = rolesIn(library.tree);
  return {
    text,
    references: referencesIn(library.tree),
    evaluate: async (bindings) => {
      const evaluation = new Evaluation(bindings, await findNatives(), roles);
      try {
        const value = await library.evaluate(boundNames(bindings, evaluation));
        evaluation.weighResult(value);
        return toResult(value);
      } catch (thrown) {
        return outcomeOf(thrown);
      } finally {
        evaluation.end();
      }
    },
  };
}

function parse(text: string): LibraryExpression {
  if (text.length > EXPRESSION_CHARS_MAX) {
    throw new ExpressionSyntaxError(`An expression has at most ${EXPRESSION_CHARS_MAX} characters`);
  }
  try {
    const library = parseExpression(text, HOOKS, FUNCTIONS);
    for (const node of nodesIn(library.tree)) {
      refuseNewOperators(text, node);
      if (node.type === "regex" && node.value instanceof RegExp) compiledPattern(node.value);
    }
    return library;
  } catch (thrown) {
    throw new ExpressionSyntaxError(errorOf(thrown).message);
  }
}

/** AWS's JSONata is 2.0.6, which has neither `??` nor `?:`. A condition's position is after its sign. */
function refuseNewOperators(text: string, { type, position = 0 }: Node): void {
  if (type !== "condition") return;
  const sign = text.slice(Math.max(0, position - 2), position);
  if (sign !== "??" && sign !== "?:") return;
  throw new Error(`The symbol "${sign[1]}" cannot be used as a unary operator`);
}

function boundNames(bindings: Bindings, evaluation: Evaluation): Readonly<Record<string, unknown>> {
  const names: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(bindings.variables)) names[name] = value;
  names["states"] = bindings.states;
  names[EVALUATION_BINDING] = evaluation;
  return names;
}

function outcomeOf(thrown: unknown): Outcome {
  if (thrown instanceof EvaluationBoundError) {
    return { kind: "error", code: undefined, message: thrown.message };
  }
  if (thrown instanceof InternalError) return { kind: "internal" };
  // JavaScript's own: too deep for its stack, too long for its texts and arrays.
  if (thrown instanceof RangeError) {
    return outcomeOf(thrown.message.includes("call stack") ? outOfStack() : outOfMemory());
  }
  const error = errorOf(thrown);
  if (error.code !== undefined && TOO_MANY_ITEMS.has(error.code)) return outcomeOf(outOfMemory());
  return { kind: "error", ...error };
}

/** What the library says of `..`. */
const TOO_MANY_ITEMS: ReadonlySet<string> = new Set(["D2014", "D2015"]);

let natives: Promise<ReadonlyMap<string, NativeFunction>> | undefined;

function findNatives(): Promise<ReadonlyMap<string, NativeFunction>> {
  natives ??= nativeFunctions(guardedNames).then((found) => {
    adoptArities(found);
    return found;
  });
  return natives;
}
