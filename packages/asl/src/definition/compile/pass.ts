import { warnOfStaticResult } from "../check/template.ts";
import type { PassState } from "../machine.ts";
import { child } from "../pointer.ts";
import { read, type Source } from "../source.ts";
import { compileResult } from "./result.ts";
import type { StateBase } from "./state-base.ts";
import { compileTransition } from "./transition.ts";

export function compilePass(state: Source, base: StateBase): PassState | undefined {
  const transition = compileTransition(state);
  const result = compileResult(state);
  const literal = read(state, "Result");
  if (literal !== undefined) warnOfStaticResult(literal, child(state.pointer, "Result"), state.issues);
  if (transition === undefined || result === undefined) return undefined;
  return { type: "Pass", ...base, ...transition, ...result, result: literal };
}
