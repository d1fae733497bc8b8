import { assert, isJsonObject } from "@landbridge/model";
import { checkVariableNames } from "../check/variable-names.ts";
import type { Assign, Shape } from "../machine.ts";
import { has } from "../source.ts";
import { compileValueField, type Owner, type Provided } from "./expressions.ts";

/** Output and Assign. Without Output, the output is the result, where there is one, or the input. */
export function compileShape(owner: Owner, provided: Provided): Shape | undefined {
  const assign = compileAssign(owner, provided);
  const shapeOutput = compileOutput(owner, provided);
  if (shapeOutput === undefined || assign === "wrong") return undefined;
  return { shapeOutput, assign };
}

function compileOutput(owner: Owner, provided: Provided): Shape["shapeOutput"] | undefined {
  if (!has(owner.source, "Output")) return (_scope, output) => output;
  const evaluate = compileValueField(owner, "Output", provided);
  if (evaluate === undefined) return undefined;
  if (provided === "nothing") return (scope) => evaluate(scope);
  return (scope, output) => evaluate(scope, { [provided]: output });
}

function compileAssign(owner: Owner, provided: Provided): Assign | undefined | "wrong" {
  if (!has(owner.source, "Assign")) return undefined;
  const evaluate = compileValueField(owner, "Assign", provided);
  if (!checkVariableNames(owner.source, "JSONata") || evaluate === undefined) return "wrong";
  return async (scope, subject) => {
    const values = await evaluate(scope, provided === "nothing" ? {} : { [provided]: subject });
    assert(isJsonObject(values), "a template that is an object gives one");
    return values;
  };
}
