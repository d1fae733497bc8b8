import { isJsonArray, type Json } from "@landbridge/model";

/** Containers within containers, in a value that is written as text. Source: AWS's JSON library (Jackson) stops at 1,000. */
const JSON_DEPTH_MAX = 1_000;

/**
 * Whether a value's JSON text can be at most `charactersMax` long, found out without writing it: parts of a
 * value may be shared, so a small one in memory may be endless as text. Stops as soon as it is plain.
 */
export function fitsAsText(value: Json, charactersMax: number): boolean {
  return remaining(value, charactersMax, 0) >= 0;
}

/** What is left of the budget after the value; negative: it does not fit. A lower bound: escapes are not counted. */
function remaining(value: Json, budget: number, depth: number): number {
  if (typeof value === "string") return budget - value.length - 2;
  if (typeof value !== "object" || value === null) return budget - 1;
  if (depth >= JSON_DEPTH_MAX) return -1;
  let left = budget - 2;
  if (isJsonArray(value)) {
    for (const item of value) {
      if (left < 0) return left;
      left = remaining(item, left, depth + 1);
    }
    return left;
  }
  // Every payload of every state comes by here: pairs of name and value would be an array for each member.
  for (const name of Object.keys(value)) {
    if (left < 0) return left;
    // A name has its quotes and a colon; commas are not counted.
    left = remaining(value[name] ?? null, left - name.length - 3, depth + 1);
  }
  return left;
}
