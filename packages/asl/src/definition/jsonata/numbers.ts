import type { Json } from "@landbridge/model";
import { QueryEvaluationFault } from "../../data/query-fault.ts";
import type { Evaluate } from "../machine.ts";
import { has, readInteger, readNumber, type Source } from "../source.ts";
import { compileTypedField } from "./expressions.ts";

interface Range {
  readonly min: number;
  /** What an expression may give at least, where that is less. */
  readonly computedMin?: number;
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

/** Source: measured on AWS by others, of TimeoutSeconds; where a path finds the number, recorded from AWS. */
function checked(value: Json, field: string, range: Range): number {
  const { max = Number.MAX_SAFE_INTEGER, isFraction = false } = range;
  const min = range.computedMin ?? range.min;
  if (typeof value !== "number" || !(isFraction || Number.isInteger(value))) {
    throw new QueryEvaluationFault(
      `The ${field} field cannot be parsed as an integer: ${JSON.stringify(value)}`,
      field,
    );
  }
  if (value >= min && value <= max) return value;
  throw new QueryEvaluationFault(`${field} ${boundsText(value, min, range)}`, field);
}

function boundsText(value: number, min: number, { max, isFraction }: Range): string {
  if (max === undefined) return min === 0 ? "cannot be negative." : "must be positive.";
  const bounds = `must be between ${min} and ${max}`;
  return isFraction === true ? `${bounds}.` : `${bounds} but was: ${value}`;
}
