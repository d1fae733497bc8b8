import { Cursor } from "./cursor.ts";
import { PATH_CHARS_MAX, PATH_SEGMENTS_MAX } from "./limits.ts";
import { parseFilter } from "./parse-filter.ts";
import { parseQuoted } from "./quoted.ts";
import type { PathRoot, PathSyntax, Segment } from "./syntax.ts";

/** Where a path stands decides which characters end an unquoted name in it. */
export type Surroundings = "alone" | "arguments" | "filter";

/** @throws PathSyntaxError */
export function parsePath(text: string): PathSyntax {
  const cursor = new Cursor(text);
  if (text.length > PATH_CHARS_MAX) cursor.fail(`a path has at most ${PATH_CHARS_MAX} characters`);
  const path = parsePathAt(cursor, "alone", 0);
  cursor.skipSpace();
  if (!cursor.isAtEnd) cursor.fail(`expected the end of the path, found ${cursor.found()}`);
  return path;
}

/** Leaves the cursor behind the path. */
export function parsePathAt(cursor: Cursor, surroundings: Surroundings, depth: number): PathSyntax {
  const start = cursor.at;
  const root = parseRoot(cursor, surroundings);
  const segments: Segment[] = [];
  while (parseSegment(cursor, surroundings, segments, depth));
  if (segments.at(-1)?.kind === "scan")
    cursor.fail(`expected a name or "[" after "..", found ${cursor.found()}`);
  return {
    text: cursor.text.slice(start, cursor.at),
    root,
    segments,
    isDefinite: segments.every(isDefinite(segments)),
  };
}

const VARIABLE_NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

function parseRoot(cursor: Cursor, surroundings: Surroundings): PathRoot {
  if (surroundings === "filter" && cursor.takes("@")) return { kind: "node" };
  cursor.expect("$", "at the beginning of a path");
  if (cursor.takes("$")) return { kind: "context" };
  const name = cursor.match(VARIABLE_NAME);
  return name === undefined ? { kind: "input" } : { kind: "variable", name };
}

/** Whether there was one. */
function parseSegment(
  cursor: Cursor,
  surroundings: Surroundings,
  segments: Segment[],
  depth: number,
): boolean {
  cursor.segmentCount += 1;
  if (cursor.segmentCount > PATH_SEGMENTS_MAX) cursor.fail(`a path has at most ${PATH_SEGMENTS_MAX} parts`);
  if (cursor.takes("..")) {
    segments.push({ kind: "scan" });
    if (!cursor.sees("[")) segments.push(parseDotted(cursor, surroundings));
    return true;
  }
  if (cursor.takes(".")) {
    segments.push(parseDotted(cursor, surroundings));
    return true;
  }
  if (cursor.takes("[")) {
    segments.push(parseBracketed(cursor, depth));
    return true;
  }
  return false;
}

// The language's own examples escape in unquoted names: `$.foo\.bar`, `$.foo\@bar.baz\[\[.\?pretty`.
// "length()" is a name like any other: Step Functions knows no functions in paths.
const DOTTED_NAME: Readonly<Record<Surroundings, RegExp>> = {
  alone: /(?:[^\s.[\]\\]|\\[^])+/y,
  arguments: /(?:[^\s.[\]\\,)'"]|\\[^])+/y,
  filter: /(?:[^\s.[\]\\,()=<>!&|~]|\\[^])+/y,
};

function parseDotted(cursor: Cursor, surroundings: Surroundings): Segment {
  const start = cursor.at;
  const name = cursor.match(DOTTED_NAME[surroundings]);
  if (name === undefined) return cursor.fail(`expected a name, found ${cursor.found()}`);
  if (name === "*") return { kind: "wildcard" };
  if (name.includes("*") && !name.includes("\\")) cursor.fail(`"*" stands alone or quoted`, start);
  return { kind: "names", names: [name.replace(/\\([^])/g, "$1")] };
}

function parseBracketed(cursor: Cursor, depth: number): Segment {
  cursor.skipSpace();
  const segment = parseInBrackets(cursor, depth);
  cursor.skipSpace();
  cursor.expect("]", "at the end of a bracket");
  return segment;
}

function parseInBrackets(cursor: Cursor, depth: number): Segment {
  const start = cursor.at;
  if (cursor.takes("*")) return { kind: "wildcard" };
  if (cursor.takes("?")) {
    cursor.skipSpace();
    cursor.expect("(", "around a filter");
    const filter = parseFilter(cursor, depth + 1, (inFilter) => parsePathAt(inFilter, "filter", depth + 1));
    cursor.skipSpace();
    cursor.expect(")", "after a filter");
    return { kind: "filter", filter, text: cursor.text.slice(start, cursor.at) };
  }
  if (cursor.sees("'") || cursor.sees('"')) return { kind: "names", names: parseList(cursor, parseQuoted) };
  const from = parseInteger(cursor);
  cursor.skipSpace();
  if (cursor.takes(":")) {
    cursor.skipSpace();
    return { kind: "slice", from, to: parseInteger(cursor) };
  }
  if (from === undefined)
    cursor.fail(`expected a quoted name, an index, "*" or "?", found ${cursor.found()}`);
  cursor.at = start;
  return { kind: "indexes", indexes: parseList(cursor, expectInteger) };
}

function parseList<T>(cursor: Cursor, parseItem: (cursor: Cursor) => T): readonly T[] {
  const items: T[] = [];
  do {
    cursor.skipSpace();
    items.push(parseItem(cursor));
    cursor.skipSpace();
  } while (cursor.takes(","));
  return items;
}

const INTEGER = /-?\d{1,10}/y;

function parseInteger(cursor: Cursor): number | undefined {
  const digits = cursor.match(INTEGER);
  return digits === undefined ? undefined : Number(digits);
}

function expectInteger(cursor: Cursor): number {
  return parseInteger(cursor) ?? cursor.fail(`expected an index, found ${cursor.found()}`);
}

/** Several names are one object when nothing follows them, and several nodes when something does. */
function isDefinite(segments: readonly Segment[]): (segment: Segment, position: number) => boolean {
  return (segment, position) => {
    if (segment.kind === "names") return segment.names.length === 1 || position === segments.length - 1;
    return segment.kind === "indexes" && segment.indexes.length === 1;
  };
}
