import type { Fields } from "./fields.ts";

// What a Choice rule may hold. Source: Amazon States Language, "Choice State".

/** What stands beside an operator. */
export type Operand = "string" | "number" | "boolean" | "timestamp" | "path";

function comparisons(type: string, operand: Operand): readonly [string, Operand][] {
  const names = ["Equals", "LessThan", "GreaterThan", "LessThanEquals", "GreaterThanEquals"];
  return names.flatMap((name): [string, Operand][] => [
    [`${type}${name}`, operand],
    [`${type}${name}Path`, "path"],
  ]);
}

/** Source: Amazon States Language, "Data-test expression". */
export const choiceOperands: ReadonlyMap<string, Operand> = new Map<string, Operand>([
  ...comparisons("String", "string"),
  ["StringMatches", "string"],
  ...comparisons("Numeric", "number"),
  ["BooleanEquals", "boolean"],
  ["BooleanEqualsPath", "path"],
  ...comparisons("Timestamp", "timestamp"),
  ["IsNull", "boolean"],
  ["IsPresent", "boolean"],
  ["IsNumeric", "boolean"],
  ["IsString", "boolean"],
  ["IsBoolean", "boolean"],
  ["IsTimestamp", "boolean"],
]);

export const choiceOperators: readonly string[] = [...choiceOperands.keys()];

/** Each rule has one of them, which tells what kind of rule it is. In AWS's order. */
export const choiceKinds = ["And", "Or", "Not", "Variable", "Condition"] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

/** Of an outermost rule. */
export const choiceRuleFields: Fields = {
  both: ["Comment", "Next", "Assign"],
  JSONPath: ["And", "Or", "Not", "Variable", ...choiceOperators],
  JSONata: ["Condition", "Output"],
};

/** Of a rule inside another. */
export const innerRuleFields: readonly string[] = ["Comment", ...choiceRuleFields.JSONPath];
