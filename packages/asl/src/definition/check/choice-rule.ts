import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import { parseTimestamp } from "../../data/timestamp.ts";
import { child } from "../pointer.ts";
import { kindOf, read, readString, reject, reportRequired, type Source } from "../source.ts";

/** What stands beside an operator. */
type Operand = "string" | "number" | "boolean" | "timestamp" | "path";

function comparisons(type: string, operand: Operand): readonly [string, Operand][] {
  const names = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];
  return names.flatMap((name): [string, Operand][] => [
    [`${type}${name}`, operand],
    [`${type}${name}Path`, "path"],
  ]);
}

/** Source: Amazon States Language, "Data-test expression". */
const OPERANDS: ReadonlyMap<string, Operand> = new Map<string, Operand>([
  ...comparisons("String", "string"),
  ["StringMatches", "string"],
  ...comparisons("Numeric", "number"),
  ...comparisons("Timestamp", "timestamp"),
  ["BooleanEquals", "boolean"],
  ["BooleanEqualsPath", "path"],
  ["IsNull", "boolean"],
  ["IsPresent", "boolean"],
  ["IsNumeric", "boolean"],
  ["IsString", "boolean"],
  ["IsBoolean", "boolean"],
  ["IsTimestamp", "boolean"],
]);

const COMBINATIONS = ["And", "Or", "Not"] as const;
type Combination = (typeof COMBINATIONS)[number];

/** Says why a text is no path; `undefined` if it is one. */
type PathMistake = (text: string) => string | undefined;

/**
 * Reports what is wrong in a rule and in those inside it.
 * @param extra fields that only an outermost rule has
 */
export function checkRule(rule: Source, pathMistake: PathMistake, extra: readonly string[]): void {
  const fields = Object.keys(rule.object);
  const operators = fields.filter((field) => isCombination(field) || OPERANDS.has(field));
  for (const field of fields) {
    if (field === "Comment" || field === "Variable" || operators.includes(field) || extra.includes(field))
      continue;
    reject(rule, undefined, `Field '${field}' is not supported`, hintFor(field));
  }
  const [operator, ...others] = operators;
  if (operator === undefined || others.length > 0) {
    const found = operator === undefined ? "none" : operators.join(", ");
    reject(
      rule,
      undefined,
      "A Choice rule has exactly one operator",
      `Found ${found}; combine several with And`,
    );
    return;
  }
  if (isCombination(operator)) checkCombination(rule, operator, pathMistake);
  else checkComparison(rule, operator, pathMistake);
}

function isCombination(field: string): field is Combination {
  return COMBINATIONS.some((name) => name === field);
}

function hintFor(field: string): string | undefined {
  if (field === "Next" || field === "Assign" || field === "Output") return "It belongs to the outermost rule";
  const meant = [...OPERANDS.keys()].find((name) => name.toLowerCase() === field.toLowerCase());
  return meant === undefined ? undefined : `Write it '${meant}'`;
}

function checkCombination(rule: Source, operator: Combination, pathMistake: PathMistake): void {
  if (Object.hasOwn(rule.object, "Variable")) {
    reject(
      rule,
      undefined,
      `Field 'Variable' is not supported beside '${operator}'`,
      "It belongs to the rules inside",
    );
  }
  const inner = read(rule, operator);
  const pointer = child(rule.pointer, operator);
  if (operator === "Not") {
    checkInner(inner, pointer, rule, pathMistake);
  } else if (!isJsonArray(inner) || inner.length === 0) {
    reject(rule, operator, `'${operator}' must be a non-empty array of rules`);
  } else {
    for (const [index, item] of inner.entries()) checkInner(item, child(pointer, index), rule, pathMistake);
  }
}

function checkInner(inner: Json | undefined, pointer: string, rule: Source, pathMistake: PathMistake): void {
  if (isJsonObject(inner)) {
    checkRule({ object: inner, pointer, issues: rule.issues }, pathMistake, []);
  } else {
    rule.issues.error(
      pointer,
      "SCHEMA_VALIDATION_FAILED",
      "Expected value of type [OBJECT]",
      "A rule is an object",
    );
  }
}

function checkComparison(rule: Source, operator: string, pathMistake: PathMistake): void {
  if (!Object.hasOwn(rule.object, "Variable")) reportRequired(rule, "Variable");
  const variable = readString(rule, "Variable");
  if (variable !== undefined) checkPath(rule, "Variable", variable, pathMistake);
  const operand = OPERANDS.get(operator);
  const value = read(rule, operator);
  if (operand === undefined || value === undefined) return;
  if (operand === "timestamp") {
    if (typeof value === "string" && parseTimestamp(value) !== undefined) return;
    reject(rule, operator, "String does not match RFC3339 timestamp", "Write it like 2026-03-14T01:59:00Z");
  } else if (operand === "path") {
    if (typeof value === "string") checkPath(rule, operator, value, pathMistake);
    else rejectOperand(rule, operator, "string", value);
  } else if (typeof value !== operand) {
    rejectOperand(rule, operator, operand, value);
  }
}

function checkPath(rule: Source, field: string, text: string, pathMistake: PathMistake): void {
  const reason = pathMistake(text);
  if (reason === undefined) return;
  reject(rule, field, `The value for the field '${field}' must be a valid JSONPath`, reason);
}

function rejectOperand(rule: Source, operator: string, operand: string, found: Json): void {
  reject(rule, operator, `Expected value of type [${operand.toUpperCase()}]`, `Found ${kindOf(found)}`);
}
