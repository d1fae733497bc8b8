import type { Json } from "@landbridge/model";
import { QueryEvaluationFault } from "../../data/query-fault.ts";
import type { Evaluate } from "../machine.ts";
import { has, readInteger, readNumber, type Source } from "../source.ts";
import { compileTypedField } from "./expressions.ts";

interface Range {
  readonly min: number;
  readonly max?: number;
  /** Not only whole numbers. */
  readonly isFraction?: boolean;
}

/** A number, as a literal or an expression; "wrong" tells a field that was refused from an absent one. */
export function compileNumberField(
  state: Source,
  field: string,
  range: Range,
): Evaluate<number> | undefined | "wrong" {
  if (!has(state, field)) return undefined;
  const owner = { source: state, prefix: "" };
  const computed = compileTypedField(owner, field, "number", (value) => checked(value, field, range));
  if (computed !== "literal") return computed ?? "wrong";
  const literal =
    range.isFraction === true ? readNumber(state, field, range) : readInteger(state, field, range);
  return literal === undefined ? "wrong" : () => literal;
}

function checked(value: Json, field: string, range: Range): number {
  const { min, max = Number.MAX_SAFE_INTEGER, isFraction = false } = range;
  if (typeof value === "number" && (isFraction || Number.isInteger(value)) && value >= min && value <= max) {
    return value;
  }
  const kind = isFraction ? "a number" : "a whole number";
  const wanted = `${kind} from ${min}${max === Number.MAX_SAFE_INTEGER ? "" : ` to ${max}`}`;
  throw new QueryEvaluationFault(
    `The ${field} field must be ${wanted}, but was: ${JSON.stringify(value)}`,
    field,
  );
}
