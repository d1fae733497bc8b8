import { isJsonObject, type Json } from "@landbridge/model";
import { parseTimestamp } from "../../data/timestamp.ts";
import { type ChoiceKind, choiceKinds, choiceOperands, choiceOperators } from "../choice-rules.ts";
import { onlyOneOf, reportNone } from "../exclusive.ts";
import { child } from "../pointer.ts";
import {
  has,
  kindOf,
  read,
  readArray,
  readString,
  reject,
  rejectEmpty,
  requireFields,
  type Source,
} from "../source.ts";
import { checkInnerRuleFields, checkRuleFields } from "./fields.ts";
import { referencePathMistake } from "./reference-path.ts";

/** Reports what is wrong in an outermost rule in JSONPath, and in those inside it. */
export function checkRule(rule: Source): void {
  requireFields(rule, ["Next"]);
  checkRuleFields(rule, "JSONPath");
  checkKind(rule);
}

/** And, Or, Not, Variable or Condition; `undefined` after reporting that there is not just one of them. */
export function kindOfRule(rule: Source): ChoiceKind | undefined {
  const [kind, ...others] = choiceKinds.filter((candidate) => has(rule, candidate));
  if (kind !== undefined && others.length === 0) return kind;
  const list = choiceKinds.join(", ");
  reject(rule, undefined, `The object must have only one of the following fields, [${list}]`);
  return undefined;
}

function checkKind(rule: Source): void {
  const kind = kindOfRule(rule);
  switch (kind) {
    case "Variable":
      return checkComparison(rule);
    case "And":
    case "Or":
      refuseOperators(rule);
      return checkInnerRules(rule, kind);
    case "Not":
      refuseOperators(rule);
      return checkInnerRule(rule, read(rule, kind), child(rule.pointer, kind));
    case "Condition":
    case undefined:
  }
}

/** Each of the rules inside has its own. */
function refuseOperators(rule: Source): void {
  for (const operator of choiceOperators) {
    if (has(rule, operator)) reject(rule, undefined, `Field '${operator}' is not supported`);
  }
}

function checkInnerRules(rule: Source, kind: "And" | "Or"): void {
  const inner = readArray(rule, kind);
  if (inner?.length === 0) rejectEmpty(rule, kind);
  const pointer = child(rule.pointer, kind);
  for (const [index, item] of inner?.entries() ?? []) checkInnerRule(rule, item, child(pointer, index));
}

function checkInnerRule({ issues }: Source, inner: Json | undefined, pointer: string): void {
  if (isJsonObject(inner)) {
    const rule = { object: inner, pointer, issues };
    checkInnerRuleFields(rule);
    checkKind(rule);
  } else {
    const message = "Expected value of type [OBJECT]";
    issues.error(pointer, "SCHEMA_VALIDATION_FAILED", message, "A rule is an object");
  }
}

function checkComparison(rule: Source): void {
  const operator = onlyOneOf(rule, choiceOperators);
  if (operator === undefined) reportNone(rule, choiceOperators, "Add one, such as StringEquals");
  checkPath(rule, "Variable");
  if (operator !== undefined && operator !== "several") checkOperand(rule, operator);
}

function checkOperand(rule: Source, operator: string): void {
  const operand = choiceOperands.get(operator);
  const value = read(rule, operator);
  if (operand === undefined || value === undefined) return;
  if (operand === "path") checkPath(rule, operator);
  else if (operand === "timestamp") checkTimestamp(rule, operator);
  else if (typeof value !== operand) {
    const message = `Expected value of type [${operand.toUpperCase()}]`;
    reject(rule, operator, message, `Found ${kindOf(value)}`);
  }
}

function checkTimestamp(rule: Source, operator: string): void {
  const text = readString(rule, operator);
  if (text === undefined || parseTimestamp(text) !== undefined) return;
  reject(rule, operator, "String does not match RFC3339 timestamp", "Write it like 2026-03-14T01:59:00Z");
}

function checkPath(rule: Source, field: string): void {
  const text = readString(rule, field);
  const mistake = text === undefined ? undefined : referencePathMistake(text);
  if (mistake !== undefined) reject(rule, field, mistake);
}
