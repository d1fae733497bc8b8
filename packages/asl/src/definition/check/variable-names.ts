import type { QueryLanguage } from "../fields.ts";
import { child } from "../pointer.ts";
import { readObject, type Source } from "../source.ts";

/** Source: AWS Step Functions Developer Guide, "Variable name syntax". */
const VARIABLE_NAME_CHARACTERS_MAX = 80;
/** Unicode's identifiers, which do not begin with an underscore. */
const IDENTIFIER = /^\p{ID_Start}\p{ID_Continue}*$/u;

const HINT = "A variable name begins with a letter, and has letters, digits and _ only";

/** Whether the names in Assign can be variables; reports each that cannot. */
export function checkVariableNames(source: Source, language: QueryLanguage): boolean {
  const assign = readObject(source, "Assign");
  if (assign === undefined) return false;
  const before = source.issues.errorCount;
  for (const field of Object.keys(assign.object)) {
    const name = variableName(field, language);
    const path = child(assign.pointer, field);
    if (name === "states") {
      source.issues.error(path, "RESERVED_VARIABLE_NAME", "Cannot assign to reserved variable '$states'.");
      continue;
    }
    const reason = mistakeIn(name);
    if (reason === undefined) continue;
    const message = `Invalid variable name '${name}': the variable name ${reason}.`;
    source.issues.error(path, "INVALID_VARIABLE_NAME", message, HINT);
  }
  return source.issues.errorCount === before;
}

/** Under JSONPath a field that ends in ".$" is computed, and loses the ending. */
export function variableName(field: string, language: QueryLanguage): string {
  return language === "JSONPath" && field.endsWith(".$") ? field.slice(0, -2) : field;
}

function mistakeIn(name: string): string | undefined {
  if (name === "") return "is empty";
  if (name.length > VARIABLE_NAME_CHARACTERS_MAX) {
    return `exceeds the ${VARIABLE_NAME_CHARACTERS_MAX}-character limit allowed by the service`;
  }
  return IDENTIFIER.test(name) ? undefined : "contains invalid characters";
}
