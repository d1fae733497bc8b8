import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@landbridge/model";
import type { EvaluateNow } from "../evaluate-now.ts";
import { PathSyntaxError } from "../jsonpath/syntax-error.ts";
import { compilePath, findPath } from "../jsonpath.ts";
import { missingForChoice } from "../missing.ts";
import { ownMember } from "../own.ts";
import { COMPARISONS, compileMatches, TYPE_TESTS } from "./operators.ts";

/** And, Or and Not inside each other. */
export const CONDITION_DEPTH_MAX = 100;

/**
 * Whether a Choice rule matches. A value of another type than the operator's is no match; a variable
 * that is not there fails the execution, under every operator but IsPresent.
 * @throws PathSyntaxError for a rule that has no valid comparison
 */
export function compileCondition(rule: JsonObject): EvaluateNow<boolean> {
  return compileRule(rule, 0);
}

function compileRule(rule: Json | undefined, depth: number): EvaluateNow<boolean> {
  if (!isJsonObject(rule)) return refuse("a Choice rule must be an object");
  if (depth > CONDITION_DEPTH_MAX) return refuse(`conditions nest at most ${CONDITION_DEPTH_MAX} deep`);
  const [all, any, not] = ["And", "Or", "Not"].map((name) => ownMember(rule, name));
  if (all !== undefined) return compileAll(compileRules(all, "And", depth));
  if (any !== undefined) return compileAny(compileRules(any, "Or", depth));
  if (not === undefined) return compileComparison(rule);
  const inner = compileRule(not, depth + 1);
  return (scope) => !inner(scope);
}

function compileRules(rules: Json, name: string, depth: number): readonly EvaluateNow<boolean>[] {
  if (!isJsonArray(rules) || rules.length === 0) return refuse(`"${name}" must be an array of Choice rules`);
  return rules.map((rule) => compileRule(rule, depth + 1));
}

function compileAll(rules: readonly EvaluateNow<boolean>[]): EvaluateNow<boolean> {
  return (scope) => rules.every((rule) => rule(scope));
}

function compileAny(rules: readonly EvaluateNow<boolean>[]): EvaluateNow<boolean> {
  return (scope) => rules.some((rule) => rule(scope));
}

function compileComparison(rule: JsonObject): EvaluateNow<boolean> {
  const variable = ownMember(rule, "Variable");
  if (typeof variable !== "string") return refuse('a comparison must have a "Variable" that is a path');
  const found = Object.entries(rule).flatMap(([name, operand]) => {
    const condition = compileOperator(variable, name, operand);
    return condition === undefined ? [] : [condition];
  });
  const [condition, another] = found;
  if (condition === undefined || another !== undefined)
    return refuse("a comparison must have exactly one operator");
  return condition;
}

/** `undefined`: the member is no operator. */
function compileOperator(variable: string, name: string, operand: Json): EvaluateNow<boolean> | undefined {
  if (name === "IsPresent") return compilePresence(variable, flag(name, operand));
  const test = TYPE_TESTS.get(name);
  if (test !== undefined) {
    const wanted = flag(name, operand);
    return compileTest(variable, (value) => test(value) === wanted);
  }
  if (name === "StringMatches") return compileTest(variable, compileMatches(text(name, operand)));
  const compare = COMPARISONS.get(name);
  if (compare !== undefined) return compileTest(variable, (value) => compare(value, operand));
  const compareWithPath = name.endsWith("Path") ? COMPARISONS.get(name.slice(0, -"Path".length)) : undefined;
  if (compareWithPath === undefined) return undefined;
  const left = compilePath(variable, missingForChoice);
  const right = compilePath(text(name, operand), missingForChoice);
  return (scope) => compareWithPath(left(scope), right(scope));
}

function compilePresence(variable: string, wanted: boolean): EvaluateNow<boolean> {
  const { find } = findPath(variable);
  return (scope) => (find(scope) !== undefined) === wanted;
}

function compileTest(variable: string, test: (value: Json) => boolean): EvaluateNow<boolean> {
  const value = compilePath(variable, missingForChoice);
  return (scope) => test(value(scope));
}

function flag(name: string, operand: Json): boolean {
  return typeof operand === "boolean" ? operand : refuse(`"${name}" must be true or false`);
}

function text(name: string, operand: Json): string {
  return typeof operand === "string" ? operand : refuse(`"${name}" must be text`);
}

function refuse(reason: string): never {
  throw new PathSyntaxError(reason, 0);
}
