import { Cursor } from "../jsonpath/cursor.ts";
import { parsePathAt } from "../jsonpath/parse.ts";
import { FUNCTIONS } from "./functions.ts";
import { type Argument, CALL_CHARS_MAX, CALLS_MAX, type Call } from "./syntax.ts";

/** @throws PathSyntaxError */
export function parseCall(text: string): Call {
  const cursor = new Cursor(text);
  if (text.length > CALL_CHARS_MAX) cursor.fail(`a call has at most ${CALL_CHARS_MAX} characters`);
  const call = parseCallAt(cursor, { calls: 0 });
  cursor.skipSpace();
  if (!cursor.isAtEnd) cursor.fail(`expected the end of the call, found ${cursor.found()}`);
  return call;
}

interface Count {
  calls: number;
}

const NAME = /States\.[A-Za-z0-9]+/y;

function parseCallAt(cursor: Cursor, count: Count): Call {
  const start = cursor.at;
  count.calls += 1;
  if (count.calls > CALLS_MAX) cursor.fail(`a field holds at most ${CALLS_MAX} intrinsic functions`);
  const name = cursor.match(NAME);
  if (name === undefined) return cursor.fail('expected the name of a function, which begins with "States."');
  if (!FUNCTIONS.has(name)) return cursor.fail(`there is no function ${name}`, start);
  cursor.skipSpace();
  cursor.expect("(", `after ${name}`);
  return { kind: "call", name, arguments: parseArguments(cursor, count) };
}

function parseArguments(cursor: Cursor, count: Count): readonly Argument[] {
  const args: Argument[] = [];
  cursor.skipSpace();
  if (cursor.takes(")")) return args;
  for (;;) {
    cursor.skipSpace();
    args.push(parseArgument(cursor, count));
    cursor.skipSpace();
    if (cursor.takes(")")) return args;
    cursor.expect(",", "between two arguments");
  }
}

const LITERAL = /true\b|false\b|null\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?(?![\w.])/y;

function parseArgument(cursor: Cursor, count: Count): Argument {
  if (cursor.sees("$")) return { kind: "path", path: parsePathAt(cursor, "arguments", 0) };
  if (cursor.sees("'")) return parseText(cursor);
  if (cursor.sees("States.")) return parseCallAt(cursor, count);
  const literal = cursor.match(LITERAL);
  if (literal === undefined) {
    return cursor.fail(
      `expected a path, text in single quotes, a number, true, false, null or a call, found ${cursor.found()}`,
    );
  }
  return { kind: "literal", value: literalValue(literal) };
}

function literalValue(literal: string): number | boolean | null {
  if (literal === "null") return null;
  return literal === "true" || literal === "false" ? literal === "true" : Number(literal);
}

/** The escapes are `\'`, `\{`, `\}` and `\\`; AWS refuses a definition with any other. */
function parseText(cursor: Cursor): Argument {
  const start = cursor.at;
  cursor.at += 1;
  let value = "";
  for (;;) {
    if (cursor.isAtEnd) cursor.fail("text has no closing quote", start);
    const char = cursor.peek();
    cursor.at += 1;
    if (char === "'") return { kind: "text", value, raw: cursor.text.slice(start + 1, cursor.at - 1) };
    if (char === "\\") {
      value += parseEscape(cursor);
      continue;
    }
    value += char;
  }
}

function parseEscape(cursor: Cursor): string {
  const escaped = cursor.peek();
  if (escaped === "" || !"'{}\\".includes(escaped)) {
    cursor.fail(`"\\${escaped}" is no escape; these are: \\' \\{ \\} \\\\`, cursor.at - 1);
  }
  cursor.at += 1;
  return escaped;
}
