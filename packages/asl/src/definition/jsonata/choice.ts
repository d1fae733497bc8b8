import type { Json } from "@landbridge/model";
import { kindOfRule } from "../check/choice-rule.ts";
import { checkRuleFields } from "../check/fields.ts";
import type { ChoiceRule, ChoiceState, Evaluate } from "../machine.ts";
import {
  has,
  read,
  readArray,
  readObjects,
  readString,
  rejectEmpty,
  requireFields,
  type Source,
} from "../source.ts";
import { compileTypedField, type Owner, rejectLiteral } from "./expressions.ts";
import { compileShape } from "./shape.ts";
import type { JsonataBase } from "./state-base.ts";

export function compileChoice(state: Source, base: JsonataBase): ChoiceState | undefined {
  const rules = compileRules(state);
  const defaultNext = readString(state, "Default");
  if (rules === undefined || (defaultNext === undefined && has(state, "Default"))) return undefined;
  return { type: "Choice", ...base, rules, defaultNext };
}

function compileRules(state: Source): readonly ChoiceRule[] | undefined {
  const written = readArray(state, "Choices");
  if (written?.length === 0) rejectEmpty(state, "Choices");
  const rules = readObjects(state, "Choices")?.map((source, index) =>
    compileRule({ source, prefix: `Choices[${index}]/` }),
  );
  const sound = rules?.filter((rule) => rule !== undefined) ?? [];
  return sound.length === written?.length && sound.length > 0 ? sound : undefined;
}

function compileRule(owner: Owner): ChoiceRule | undefined {
  const { source } = owner;
  requireFields(source, ["Next"]);
  checkRuleFields(source, "JSONata");
  kindOfRule(source);
  const next = readString(source, "Next");
  const matches = compileCondition(owner);
  const shape = compileShape(owner, "nothing");
  if (next === undefined || matches === undefined || shape === undefined) return undefined;
  return { matches, next, ...shape };
}

function compileCondition(owner: Owner): Evaluate<boolean> | undefined {
  const condition = compileTypedField(owner, "Condition", "boolean", (value: Json) => value === true);
  if (condition !== "literal") return condition;
  const literal = read(owner.source, "Condition");
  if (typeof literal === "boolean") return () => literal;
  return literal === undefined ? undefined : rejectLiteral(owner.source, "Condition", "BOOLEAN");
}
