import type { Evaluate } from "../machine.ts";
import { has, type Source } from "../source.ts";
import { compileResultPath, type PlaceResult } from "./data-flow.ts";
import { compileTemplateField } from "./expressions.ts";

export interface Result {
  readonly parameters: Evaluate | undefined;
  readonly selectResult: Evaluate | undefined;
  readonly placeResult: PlaceResult;
}

/** Parameters, ResultSelector and ResultPath; those which the state type has. */
export function compileResult(state: Source): Result | undefined {
  const parameters = compileOptionalTemplate(state, "Parameters");
  const selectResult = compileOptionalTemplate(state, "ResultSelector");
  const placeResult = compileResultPath(state);
  if (parameters === "wrong" || selectResult === "wrong" || placeResult === undefined) return undefined;
  return { parameters, selectResult, placeResult };
}

/** "wrong" tells a template that was refused from one that is absent. */
export function compileOptionalTemplate(source: Source, field: string): Evaluate | undefined | "wrong" {
  if (!has(source, field)) return undefined;
  return compileTemplateField(source, field) ?? "wrong";
}
