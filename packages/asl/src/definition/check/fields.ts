import { choiceRuleFields, innerRuleFields } from "../choice-rules.ts";
import { catcherFields, type QueryLanguage, type StateType, stateFields } from "../fields.ts";
import { reject, type Source } from "../source.ts";

/**
 * Reports each field that such a state does not have, or not in its query language.
 * @param isDowngrade the language itself is refused, so that what belongs to another is not told
 */
export function checkStateFields(
  state: Source,
  type: StateType,
  language: QueryLanguage,
  isDowngrade: boolean,
): void {
  const { both, JSONPath, JSONata } = stateFields[type];
  if (isDowngrade) checkFields(state, [...both, ...JSONPath, ...JSONata]);
  else checkByLanguage(state, stateFields[type], language);
}

export function checkCatcherFields(catcher: Source, language: QueryLanguage): void {
  checkByLanguage(catcher, catcherFields, language);
}

export function checkRuleFields(rule: Source, language: QueryLanguage): void {
  checkByLanguage(rule, choiceRuleFields, language);
}

export function checkInnerRuleFields(rule: Source): void {
  checkFields(rule, innerRuleFields);
}

/** For objects whose fields do not depend on the query language. */
export function checkFields(source: Source, allowed: readonly string[]): void {
  for (const field of Object.keys(source.object)) {
    if (!allowed.includes(field)) rejectField(source, field, allowed);
  }
}

function checkByLanguage(
  source: Source,
  fields: (typeof stateFields)[StateType],
  language: QueryLanguage,
): void {
  const other = language === "JSONPath" ? "JSONata" : "JSONPath";
  const allowed = [...fields.both, ...fields[language]];
  for (const field of Object.keys(source.object)) {
    if (fields[other].includes(field)) rejectLanguage(source, field, language, other);
    else if (!allowed.includes(field)) rejectField(source, field, allowed);
  }
}

function rejectField(source: Source, field: string, allowed: readonly string[]): void {
  const meant = allowed.find((name) => name.toLowerCase() === field.toLowerCase());
  const hint = meant === undefined ? `Fields here: ${allowed.join(", ")}` : `Write it '${meant}'`;
  reject(source, undefined, `Field '${field}' is not supported`, hint);
}

function rejectLanguage(source: Source, field: string, language: QueryLanguage, other: QueryLanguage): void {
  const message = `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`;
  reject(source, undefined, message);
}
