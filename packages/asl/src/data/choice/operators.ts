import type { Json } from "@landbridge/model";
import { parseTimestamp } from "../timestamp.ts";
import { compileStringMatches } from "./string-matches.ts";

/** Whether the variable's value compares so with the operand. Values of another type never do. */
export type Compare = (value: Json, operand: Json) => boolean;

/** -1, 0 or 1; `undefined`: these two are not of the type. */
type Order = (value: Json, operand: Json) => number | undefined;

const ORDERS: Readonly<Record<string, Order>> = {
  // UTF-16 code units one by one, as Java's compareTo and JavaScript's operators both have it.
  String: (value, operand) =>
    typeof value === "string" && typeof operand === "string" ? sign(value, operand) : undefined,
  Numeric: (value, operand) =>
    typeof value === "number" && typeof operand === "number" ? sign(value, operand) : undefined,
  Timestamp: (value, operand) => {
    const [left, right] = [instantOf(value), instantOf(operand)];
    return left === undefined || right === undefined ? undefined : sign(left, right);
  },
};

const RELATIONS: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  GreaterThan: (order) => order > 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThanEquals: (order) => order >= 0,
};

/** StringEquals … TimestampGreaterThanEquals, BooleanEquals; each has a form with "Path" at its end, too. */
export const COMPARISONS: ReadonlyMap<string, Compare> = new Map([
  ...Object.entries(ORDERS).flatMap(([type, order]) =>
    Object.entries(RELATIONS).map(([name, holds]): [string, Compare] => [
      type + name,
      (value, operand) => {
        const found = order(value, operand);
        return found !== undefined && holds(found);
      },
    ]),
  ),
  ["BooleanEquals", (value: Json, operand: Json) => typeof value === "boolean" && value === operand] as const,
]);

/** IsNull … : what the value is asked to be, or, with false, not to be. */
export const TYPE_TESTS: ReadonlyMap<string, (value: Json) => boolean> = new Map([
  ["IsNull", (value: Json) => value === null],
  ["IsString", (value: Json) => typeof value === "string"],
  ["IsNumeric", (value: Json) => typeof value === "number"],
  ["IsBoolean", (value: Json) => typeof value === "boolean"],
  ["IsTimestamp", (value: Json) => instantOf(value) !== undefined],
]);

export function compileMatches(pattern: string): (value: Json) => boolean {
  const matches = compileStringMatches(pattern);
  return (value) => typeof value === "string" && matches(value);
}

function instantOf(value: Json): bigint | undefined {
  return typeof value === "string" ? parseTimestamp(value) : undefined;
}

function sign<T extends string | number | bigint>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
