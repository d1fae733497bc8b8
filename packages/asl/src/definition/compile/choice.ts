import { checkRule } from "../check/choice-rule.ts";
import type { ChoiceRule, ChoiceState } from "../machine.ts";
import { has, readArray, readObjects, readString, rejectEmpty, type Source } from "../source.ts";
import { compileAssign } from "./data-flow.ts";
import { compileRule } from "./expressions.ts";
import type { StateBase } from "./state-base.ts";

export function compileChoice(state: Source, base: StateBase): ChoiceState | undefined {
  const rules = compileRules(state, base);
  const defaultNext = readString(state, "Default");
  if (rules === undefined || (defaultNext === undefined && has(state, "Default"))) return undefined;
  return { type: "Choice", ...base, rules, defaultNext };
}

function compileRules(state: Source, base: StateBase): readonly ChoiceRule[] | undefined {
  const written = readArray(state, "Choices");
  if (written?.length === 0) rejectEmpty(state, "Choices");
  const rules = readObjects(state, "Choices")?.map((rule) => compileChoiceRule(rule, base)) ?? [];
  const sound = rules.filter((rule) => rule !== undefined);
  return sound.length === written?.length && sound.length > 0 ? sound : undefined;
}

function compileChoiceRule(rule: Source, { shapeOutput }: StateBase): ChoiceRule | undefined {
  const before = rule.issues.errorCount;
  checkRule(rule);
  const next = readString(rule, "Next");
  // What is known to be wrong is not compiled: its first fault would be told twice.
  if (next === undefined || rule.issues.errorCount > before) return undefined;
  const matches = compileRule(rule);
  const assign = compileAssign(rule);
  if (matches === undefined || assign === "wrong") return undefined;
  return { matches, next, assign, shapeOutput };
}
