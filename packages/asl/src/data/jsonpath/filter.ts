import { isJsonArray, isJsonObject, type Json, type JsonArray } from "@landbridge/model";
import { equalJson } from "../equal.ts";
import { rootOf } from "./root.ts";
import type { Search, Walk } from "./search.ts";
import type { FilterOperand, FilterOperator, FilterSyntax, PathSyntax, Segment } from "./syntax.ts";

export type Matches = (node: Json, search: Search) => boolean;

/** Paths hold filters and filters hold paths; this is the way back. */
type CompileWalk = (segments: readonly Segment[]) => Walk;

/** An operand's value; `undefined` where its path finds nothing, which is equal to no value. */
type Operand = (node: Json, search: Search) => Json | undefined;

export function compileFilter(filter: FilterSyntax, compileWalk: CompileWalk): Matches {
  switch (filter.kind) {
    case "and": {
      const [left, right] = [
        compileFilter(filter.left, compileWalk),
        compileFilter(filter.right, compileWalk),
      ];
      return (node, search) => left(node, search) && right(node, search);
    }
    case "or": {
      const [left, right] = [
        compileFilter(filter.left, compileWalk),
        compileFilter(filter.right, compileWalk),
      ];
      return (node, search) => left(node, search) || right(node, search);
    }
    case "not": {
      const operand = compileFilter(filter.operand, compileWalk);
      return (node, search) => !operand(node, search);
    }
    case "exists": {
      const operand = compilePathOperand(filter.path, compileWalk);
      return (node, search) => {
        const value = operand(node, search);
        return filter.path.isDefinite ? value !== undefined : isJsonArray(value) && value.length > 0;
      };
    }
    case "compare": {
      const left = compileOperand(filter.left, compileWalk);
      const right = compileOperand(filter.right, compileWalk);
      const compare = COMPARE[filter.operator];
      return (node, search) => {
        const [value, operand] = [left(node, search), right(node, search)];
        search.visit(1 + textCost(value) + textCost(operand));
        return compare(value, operand, search);
      };
    }
  }
}

function compileOperand(operand: FilterOperand, compileWalk: CompileWalk): Operand {
  if (operand.kind === "literal") return () => operand.value;
  return compilePathOperand(operand.path, compileWalk);
}

function compilePathOperand(path: PathSyntax, compileWalk: CompileWalk): Operand {
  const walk = compileWalk(path.segments);
  return (node, search) => {
    const start = path.root.kind === "node" ? node : rootOf(path.root, search.scope);
    const found: Json[] = [];
    if (start !== undefined) walk(start, search, (value) => found.push(value));
    return path.isDefinite ? found[0] : found;
  };
}

/** Comparing a text costs about as much for each of so many characters as a node does. */
const TEXT_CHARS_PER_VISIT = 64;

function textCost(value: Json | undefined): number {
  return typeof value === "string" ? Math.floor(value.length / TEXT_CHARS_PER_VISIT) : 0;
}

type Compare = (left: Json | undefined, right: Json | undefined, search: Search) => boolean;

// Jayway's rules: a number and text that spells it are equal, order is among numbers or among texts.
const COMPARE: Readonly<Record<FilterOperator, Compare>> = {
  "==": isSame,
  "!=": (left, right, search) => !isSame(left, right, search),
  "<": (left, right) => isOrdered(left, right, (order) => order < 0),
  "<=": (left, right) => isOrdered(left, right, (order) => order <= 0),
  ">": (left, right) => isOrdered(left, right, (order) => order > 0),
  ">=": (left, right) => isOrdered(left, right, (order) => order >= 0),
  in: (left, right, search) => isJsonArray(right) && hasItem(right, left, search),
  nin: (left, right, search) => isJsonArray(right) && !hasItem(right, left, search),
  contains: (left, right, search) => {
    if (typeof left === "string") return typeof right === "string" && left.includes(right);
    return isJsonArray(left) && hasItem(left, right, search);
  },
  size: (left, right) => sizeOf(left) !== undefined && sizeOf(left) === right,
  empty: (left, right) => sizeOf(left) !== undefined && (sizeOf(left) === 0) === right,
  subsetof: (left, right, search) => isJsonArray(left) && isJsonArray(right) && hasAll(right, left, search),
  all: (left, right, search) => isJsonArray(left) && isJsonArray(right) && hasAll(left, right, search),
  anyof: (left, right, search) => isJsonArray(left) && isJsonArray(right) && hasAny(left, right, search),
  noneof: (left, right, search) => isJsonArray(left) && isJsonArray(right) && !hasAny(left, right, search),
};

function isSame(left: Json | undefined, right: Json | undefined, search: Search): boolean {
  if (left === undefined || right === undefined) return false;
  if (typeof left === "number" && typeof right === "string") return left === numberIn(right);
  if (typeof left === "string" && typeof right === "number") return numberIn(left) === right;
  return equalJson(left, right, () => search.visit());
}

function numberIn(text: string): number | undefined {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?$/.test(text) ? Number(text) : undefined;
}

function isOrdered(
  left: Json | undefined,
  right: Json | undefined,
  holds: (order: number) => boolean,
): boolean {
  if (typeof left === "number" && typeof right === "number") return holds(left - right);
  if (typeof left !== "string" || typeof right !== "string") return false;
  return holds(left < right ? -1 : left > right ? 1 : 0);
}

function hasItem(items: JsonArray, wanted: Json | undefined, search: Search): boolean {
  return items.some((item) => isSame(item, wanted, search));
}

function hasAll(items: JsonArray, wanted: JsonArray, search: Search): boolean {
  return wanted.every((item) => hasItem(items, item, search));
}

function hasAny(items: JsonArray, wanted: JsonArray, search: Search): boolean {
  return wanted.some((item) => hasItem(items, item, search));
}

function sizeOf(value: Json | undefined): number | undefined {
  if (typeof value === "string" || isJsonArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : undefined;
}
