import type { Place } from "../issue.ts";

/** Where a text stops being JSON: V8's message mostly does not say. For texts that JSON.parse has refused. */
export function jsonFaultPlace(text: string): Place {
  const offset = faultOffset(text);
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** What may come next. */
type Expected = "value" | "item or ]" | "key" | "key or }" | ":" | ", or close" | "end";

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

function faultOffset(text: string): number {
  const open: ("{" | "[")[] = [];
  let expected: Expected = "value";
  let at = skipSpace(text, 0);
  for (; at < text.length; at = skipSpace(text, at)) {
    const start = at;
    const character = text[at] ?? "";
    if (character === '"') at = stringEnd(text, at);
    else if ("{}[],:".includes(character)) at += 1;
    else at = wordEnd(text, at);
    if (at < 0) return -at - 1;
    const next = after(character, expected, open);
    if (next === undefined) return start;
    expected = next;
  }
  return text.length;
}

/** Undefined: what begins with this character may not come here. */
function after(character: string, expected: Expected, open: ("{" | "[")[]): Expected | undefined {
  const isValueDue = expected === "value" || expected === "item or ]";
  const afterValue = (): Expected => (open.length === 0 ? "end" : ", or close");
  switch (character) {
    case "{":
    case "[":
      if (!isValueDue) return undefined;
      open.push(character);
      return character === "{" ? "key or }" : "item or ]";
    case "}":
      if (open.at(-1) !== "{" || (expected !== "key or }" && expected !== ", or close")) return undefined;
      open.pop();
      return afterValue();
    case "]":
      if (open.at(-1) !== "[" || (expected !== "item or ]" && expected !== ", or close")) return undefined;
      open.pop();
      return afterValue();
    case ",":
      if (expected !== ", or close") return undefined;
      return open.at(-1) === "{" ? "key" : "value";
    case ":":
      return expected === ":" ? "value" : undefined;
    case '"':
      if (expected === "key" || expected === "key or }") return ":";
      return isValueDue ? afterValue() : undefined;
    default:
      return isValueDue ? afterValue() : undefined;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && " \t\r\n".includes(text[at] ?? "")) at += 1;
  return at;
}

/** Past the closing quote; for a fault inside, -1 minus its offset. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (character === '"') return at + 1;
    if (character < " ") return -at - 1;
    if (character === "\\") {
      const escape = /^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.exec(text.slice(at + 1, at + 6));
      if (escape === null) return -at - 1;
      at += escape[0].length;
    }
  }
  return -text.length - 1;
}

function wordEnd(text: string, start: number): number {
  WORD.lastIndex = start;
  const [word] = WORD.exec(text) ?? [];
  return word === undefined || word === "" ? -start - 1 : start + word.length;
}
