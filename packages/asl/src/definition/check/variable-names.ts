import type { QueryLanguage } from "../fields.ts";
import { child } from "../pointer.ts";
import { readObject, type Source } from "../source.ts";

/** Source: AWS Step Functions Developer Guide, "Variable name syntax". */
const VARIABLE_NAME_CHARACTERS_MAX = 80;
const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;

/** Whether the names in Assign can be variables; reports each that cannot. */
export function checkVariableNames(source: Source, language: QueryLanguage): boolean {
  const assign = readObject(source, "Assign");
  if (assign === undefined) return false;
  const before = source.issues.errorCount;
  for (const field of Object.keys(assign.object)) {
    const reason = mistakeIn(variableName(field, language));
    if (reason === undefined) continue;
    const message = `The variable name '${field}' is not valid`;
    source.issues.error(child(assign.pointer, field), "SCHEMA_VALIDATION_FAILED", message, reason);
  }
  return source.issues.errorCount === before;
}

/** Under JSONPath a field that ends in ".$" is computed, and loses the ending. */
export function variableName(field: string, language: QueryLanguage): string {
  return language === "JSONPath" && field.endsWith(".$") ? field.slice(0, -2) : field;
}

function mistakeIn(name: string): string | undefined {
  if (name === "states") return "'states' is reserved for what Step Functions provides";
  if (name === "" || name.length > VARIABLE_NAME_CHARACTERS_MAX) {
    return `A variable name has 1 to ${VARIABLE_NAME_CHARACTERS_MAX} characters`;
  }
  if (!IDENTIFIER.test(name))
    return "A variable name begins with a letter, and has letters, digits and _ only";
  return undefined;
}
