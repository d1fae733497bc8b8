import { isJsonObject, type JsonObject, parseJson } from "@landbridge/model";
import { definitionCharactersMax, type LimitsName } from "../../limits.ts";
import type { Issues } from "../issues.ts";
import { checkShape } from "./json-shape.ts";

export const NO_OBJECT = "Definition must be a valid JSON object";

/** The definition as an object; `undefined` after reporting why it is none. */
export function readDefinition(text: string, issues: Issues, limits: LimitsName): JsonObject | undefined {
  const most = definitionCharactersMax(limits);
  if (text.length > most) {
    const message = `The definition has ${text.length} characters; at most ${most} are allowed`;
    issues.error("", "DEFINITION_TOO_LONG", message, "Split it into state machines that call each other");
    return undefined;
  }
  if (text.trim() === "") return reportNoObject(issues);
  const value = parseJson(text);
  if (value === undefined) {
    issues.error("", "INVALID_JSON_DESCRIPTION", "The definition is not valid JSON", syntaxErrorOf(text));
    return undefined;
  }
  if (!isJsonObject(value)) return reportNoObject(issues);
  return checkShape(text, issues) ? value : undefined;
}

function reportNoObject(issues: Issues): undefined {
  issues.error("", "SCHEMA_VALIDATION_FAILED", NO_OBJECT);
}

function syntaxErrorOf(text: string): string {
  try {
    JSON.parse(text);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
