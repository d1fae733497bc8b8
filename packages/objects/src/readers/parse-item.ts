import { type Json, parseJson } from "@landbridge/model";
import { itemReaderFailed } from "../errors.ts";
import { objectLimits } from "../limits.ts";

/** An item's text as a value; `undefined`: it is no JSON. Throws ItemReaderFailed for one that is nested too deep. */
export function parseItem(text: string, where: string): Json | undefined {
  const value = parseJson(text);
  if (value === undefined || !isDeeper(text, objectLimits.itemDepthMax)) return value;
  throw itemReaderFailed(
    `The item at ${where} is nested deeper than ${objectLimits.itemDepthMax} arrays and objects.`,
  );
}

/** @param text JSON */
function isDeeper(text: string, depthMax: number): boolean {
  // Each level has a bracket at both ends.
  if (text.length <= 2 * depthMax) return false;
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (character === "]" || character === "}") depth -= 1;
  }
  return false;
}

/** Of its closing quotation mark. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return text.length;
}
