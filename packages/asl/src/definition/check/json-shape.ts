import { parseJson } from "@landbridge/model";
import type { Issues } from "../issues.ts";
import { child } from "../pointer.ts";

/** Objects and arrays inside each other. A Parallel in a Parallel costs four; what comes later is recursive. */
export const NESTING_MAX = 200;

/** An object or array that is open where the scan stands. */
interface Open {
  /** The names met so far; undefined for an array. */
  readonly names: Set<string> | undefined;
  member: string;
  index: number;
}

/**
 * Reports what JSON.parse does not: too great a depth, and names written twice, of which it silently
 * keeps the last. The text must be valid JSON. A loop over characters: a recursion, or a regular
 * expression over long strings, could run out of stack before the depth is known to be harmless.
 */
export function checkShape(text: string, issues: Issues): boolean {
  const open: Open[] = [];
  let isSound = true;
  let nameComes = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charAt(at)) {
      case "{":
      case "[":
        if (open.length === NESTING_MAX) return reportDepth(issues);
        nameComes = text[at] === "{";
        open.push({ names: nameComes ? new Set() : undefined, member: "", index: 0 });
        break;
      case "}":
      case "]":
        open.pop();
        nameComes = false;
        break;
      case ",":
        nameComes = startNext(open);
        break;
      case '"': {
        const end = endOfString(text, at);
        if (nameComes) isSound = noteName(open, text.slice(at, end + 1), issues) && isSound;
        nameComes = false;
        at = end;
        break;
      }
      default:
      // Space, numbers, words and colons change nothing.
    }
  }
  return isSound;
}

function reportDepth(issues: Issues): false {
  const message = `The definition is nested more than ${NESTING_MAX} deep`;
  issues.error("", "TOO_DEEPLY_NESTED", message, "Move the inner part into a state machine of its own");
  return false;
}

/** After a comma; whether a member's name follows. */
function startNext(open: readonly Open[]): boolean {
  const top = open.at(-1);
  if (top === undefined) return false;
  top.index += 1;
  return top.names !== undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}

function noteName(open: readonly Open[], token: string, issues: Issues): boolean {
  const top = open.at(-1);
  const name = parseJson(token);
  if (top?.names === undefined || typeof name !== "string") return true;
  top.member = name;
  if (!top.names.has(name)) {
    top.names.add(name);
    return true;
  }
  const hint = "Only the last one would count; remove or rename one";
  issues.error(pointerOf(open), "INVALID_JSON_DESCRIPTION", `Duplicate field '${name}'`, hint);
  return false;
}

function pointerOf(open: readonly Open[]): string {
  return open.reduce(
    (pointer, { names, index, member }) => child(pointer, names === undefined ? index : member),
    "",
  );
}
