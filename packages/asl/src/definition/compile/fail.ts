import type { Evaluate, FailState } from "../machine.ts";
import { has, readString, reject, type Source } from "../source.ts";
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
  if (has(state, field) && has(state, pathField)) {
    reject(state, undefined, `Only one of '${field}' and '${pathField}' is allowed`);
    return "wrong";
  }
  if (has(state, pathField)) return compileTextPath(state, pathField) ?? "wrong";
  if (!has(state, field)) return undefined;
  const text = readString(state, field);
  return text === undefined ? "wrong" : () => text;
}
