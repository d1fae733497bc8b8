import type { Json } from "@landbridge/model";
import { parseJson } from "@landbridge/model";
import type { Cursor } from "./cursor.ts";
import { FILTER_DEPTH_MAX } from "./limits.ts";
import { parseQuoted } from "./quoted.ts";
import {
  FILTER_OPERATORS,
  type FilterOperand,
  type FilterOperator,
  type FilterSyntax,
  type PathSyntax,
} from "./syntax.ts";

/** Paths hold filters and filters hold paths; this is the way back. */
type ParsePath = (cursor: Cursor) => PathSyntax;

/** What stands between `[?(` and `)]`. `&&` binds closer than `||`. */
export function parseFilter(cursor: Cursor, depth: number, parsePath: ParsePath): FilterSyntax {
  if (depth > FILTER_DEPTH_MAX) cursor.fail(`a filter nests at most ${FILTER_DEPTH_MAX} deep`);
  let left = parseAnd(cursor, depth, parsePath);
  for (;;) {
    cursor.skipSpace();
    if (!cursor.takes("||")) return left;
    left = { kind: "or", left, right: parseAnd(cursor, depth, parsePath) };
  }
}

function parseAnd(cursor: Cursor, depth: number, parsePath: ParsePath): FilterSyntax {
  let left = parseTerm(cursor, depth, parsePath);
  for (;;) {
    cursor.skipSpace();
    if (!cursor.takes("&&")) return left;
    left = { kind: "and", left, right: parseTerm(cursor, depth, parsePath) };
  }
}

function parseTerm(cursor: Cursor, depth: number, parsePath: ParsePath): FilterSyntax {
  cursor.skipSpace();
  if (cursor.takes("!")) {
    if (depth > FILTER_DEPTH_MAX) cursor.fail(`a filter nests at most ${FILTER_DEPTH_MAX} deep`);
    return { kind: "not", operand: parseTerm(cursor, depth + 1, parsePath) };
  }
  if (cursor.takes("(")) {
    const inner = parseFilter(cursor, depth + 1, parsePath);
    cursor.skipSpace();
    cursor.expect(")", "after a group");
    return inner;
  }
  return parseComparison(cursor, parsePath);
}

function parseComparison(cursor: Cursor, parsePath: ParsePath): FilterSyntax {
  const left = parseOperand(cursor, parsePath);
  cursor.skipSpace();
  const operator = parseOperator(cursor);
  if (operator === undefined) {
    if (left.kind === "path") return { kind: "exists", path: left.path };
    return cursor.fail(`expected an operator, found ${cursor.found()}`);
  }
  cursor.skipSpace();
  return { kind: "compare", operator, left, right: parseOperand(cursor, parsePath) };
}

const WORD = /[a-z]+/iy;

function parseOperator(cursor: Cursor): FilterOperator | undefined {
  if (cursor.sees("=~")) cursor.fail("regular expressions are not supported in filters");
  const start = cursor.at;
  const word = cursor.match(WORD)?.toLowerCase();
  if (word !== undefined) {
    const named = FILTER_OPERATORS.find((operator) => operator === word);
    return named ?? cursor.fail(`"${word}" is no operator`, start);
  }
  return FILTER_OPERATORS.find((operator) => cursor.takes(operator));
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function parseOperand(cursor: Cursor, parsePath: ParsePath): FilterOperand {
  if (cursor.sees("@") || cursor.sees("$")) {
    return { kind: "path", path: parsePath(cursor) };
  }
  return { kind: "literal", value: parseLiteral(cursor) };
}

function parseLiteral(cursor: Cursor): Json {
  if (cursor.sees("'") || cursor.sees('"')) return parseQuoted(cursor);
  if (cursor.takes("true")) return true;
  if (cursor.takes("false")) return false;
  if (cursor.takes("null")) return null;
  if (cursor.takes("[")) return parseArray(cursor);
  const number = cursor.match(NUMBER);
  if (number === undefined) return cursor.fail(`expected a path or a value, found ${cursor.found()}`);
  return parseJson(number) ?? Number(number);
}

/** `['a', 'b']`, `[1, 2]`: for `in` and its like. Flat, so that it needs no limit of its own. */
function parseArray(cursor: Cursor): Json {
  const items: Json[] = [];
  cursor.skipSpace();
  if (cursor.takes("]")) return items;
  for (;;) {
    cursor.skipSpace();
    if (cursor.sees("[")) cursor.fail("an array in a filter holds plain values");
    items.push(parseLiteral(cursor));
    cursor.skipSpace();
    if (cursor.takes("]")) return items;
    cursor.expect(",", "between the items of an array");
  }
}
