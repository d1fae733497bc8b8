import type { Json } from "@landbridge/model";

/**
 * How many arrays and objects are inside each other; stops counting one past `depthMax`. Walks with a
 * list of its own: a recursion could be made to exhaust the stack by what it is here to refuse.
 */
export function jsonDepth(value: Json, depthMax: number): number {
  let level: Json[] = [value];
  let depth = 0;
  while (depth <= depthMax) {
    const next: Json[] = [];
    let isNested = false;
    for (const item of level) {
      if (typeof item !== "object" || item === null) continue;
      isNested = true;
      for (const member of Object.values(item)) if (typeof member === "object") next.push(member);
    }
    if (!isNested) return depth;
    depth += 1;
    level = next;
  }
  return depth;
}

/** Bytes of `text` in UTF-8; a surrogate without its half counts as the three bytes it becomes. */
export function utf8Length(text: string): number {
  let byteCount = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    byteCount += unit < 0x800 ? 1 : 2;
    // Two units, four bytes: two are counted by `length`, two more by the line above.
    if (isPair(unit, text.charCodeAt(i + 1))) i += 1;
  }
  return byteCount;
}

function isPair(high: number, low: number): boolean {
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}
