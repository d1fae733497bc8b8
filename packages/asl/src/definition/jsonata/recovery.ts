import { readErrorEquals } from "../check/error-names.ts";
import { checkCatcherFields } from "../check/fields.ts";
import { compileRecovery, type Position, type Recovery } from "../compile/recovery.ts";
import { requiredOfCatcher } from "../fields.ts";
import type { Catcher } from "../machine.ts";
import { readString, requireFields, type Source } from "../source.ts";
import { compileShape } from "./shape.ts";

/** Retriers are the same in both languages. */
export function compileJsonataRecovery(state: Source): Recovery | undefined {
  return compileRecovery(state, compileCatcher);
}

function compileCatcher(source: Source, position: Position): Catcher | undefined {
  requireFields(source, requiredOfCatcher);
  checkCatcherFields(source, "JSONata");
  const errorEquals = readErrorEquals(source, position);
  const next = readString(source, "Next");
  const shape = compileShape({ source, prefix: `Catch[${position.index}]/` }, "errorOutput");
  if (errorEquals === undefined || next === undefined || shape === undefined) return undefined;
  const { shapeOutput, assign } = shape;
  const placeResult: Catcher["placeResult"] = (scope, _input, errorOutput) => shapeOutput(scope, errorOutput);
  return { errorEquals, next, placeResult, assign };
}
