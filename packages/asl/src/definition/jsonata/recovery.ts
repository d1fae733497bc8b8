import { readErrorEquals } from "../check/error-names.ts";
import { checkCatcherFields } from "../check/fields.ts";
import { compileRecovery, type Position, type Recovery } from "../compile/recovery.ts";
import type { Catcher } from "../machine.ts";
import { has, readString, reportRequired, type Source } from "../source.ts";
import { compileShape } from "./shape.ts";

/** Retriers are the same in both languages. */
export function compileJsonataRecovery(state: Source): Recovery | undefined {
  return compileRecovery(state, compileCatcher);
}

function compileCatcher(source: Source, position: Position): Catcher | undefined {
  checkCatcherFields(source, "JSONata");
  const errorEquals = readErrorEquals(source, position);
  const next = readString(source, "Next");
  if (!has(source, "Next")) reportRequired(source, "Next");
  const shape = compileShape({ source, prefix: `Catch[${position.index}]/` }, "errorOutput");
  if (errorEquals === undefined || next === undefined || shape === undefined) return undefined;
  const { shapeOutput, assign } = shape;
  const placeResult: Catcher["placeResult"] = (scope, _input, errorOutput) => shapeOutput(scope, errorOutput);
  return { errorEquals, next, placeResult, assign };
}
