import { warnOfMissingPath } from "../check/template.ts";
import { onlyOneOf } from "../exclusive.ts";
import type { Evaluate, FailState } from "../machine.ts";
import { has, readString, type Source } from "../source.ts";
import { compileTextPath } from "./path-values.ts";
import type { StateBase } from "./state-base.ts";

export function compileFail(state: Source, base: StateBase): FailState | undefined {
  const error = compileText(state, "Error");
  const cause = compileText(state, "Cause");
  if (error === "wrong" || cause === "wrong") return undefined;
  return { type: "Fail", ...base, error, cause };
}

function compileText(state: Source, field: "Error" | "Cause"): Evaluate<string> | undefined | "wrong" {
  const pathField = `${field}Path`;
  if (onlyOneOf(state, [field, pathField]) === "several") return "wrong";
  if (has(state, pathField)) return compileTextPath(state, pathField) ?? "wrong";
  if (!has(state, field)) return undefined;
  warnOfMissingPath(state, field);
  const text = readString(state, field);
  return text === undefined ? "wrong" : () => text;
}
