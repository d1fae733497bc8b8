import type { Json } from "@landbridge/model";
import type { Evaluate, FailState } from "../machine.ts";
import { has, readString, type Source } from "../source.ts";
import { compileTypedField } from "./expressions.ts";
import type { JsonataBase } from "./state-base.ts";

export function compileFail(state: Source, base: JsonataBase): FailState | undefined {
  const error = compileText(state, "Error");
  const cause = compileText(state, "Cause");
  if (error === "wrong" || cause === "wrong") return undefined;
  return { type: "Fail", ...base, error, cause };
}

function compileText(state: Source, field: "Error" | "Cause"): Evaluate<string> | undefined | "wrong" {
  if (!has(state, field)) return undefined;
  const computed = compileTypedField({ source: state, prefix: "" }, field, "string", asText);
  if (computed !== "literal") return computed ?? "wrong";
  const literal = readString(state, field);
  return literal === undefined ? "wrong" : () => literal;
}

/** Its type has been checked. */
function asText(value: Json): string {
  return typeof value === "string" ? value : "";
}
