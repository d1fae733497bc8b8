import { isJsonArray, type Json } from "@landbridge/model";

/** Containers within containers, in a value that is written as text. Source: AWS's JSON library (Jackson) stops at 1,000. */
export const JSON_DEPTH_MAX = 1_000;

/**
 * Finds out whether a value's JSON text can be at most so long, without writing it: parts of a value may be
 * shared, so a small one in memory may be endless as text. Stops as soon as it is plain.
 */
export class Measure {
  /** Characters that are left. A lower bound of the text: escapes and commas are not counted. */
  left: number;
  /** Containers within containers, the value itself counted. */
  depth = 0;

  constructor(charactersMax: number) {
    this.left = charactersMax;
  }

  /** Whether it fits. @param depth of what the value stands in */
  add(value: Json, depth = 0): boolean {
    if (typeof value === "string") this.left -= value.length + 2;
    else if (typeof value !== "object" || value === null) this.left -= 1;
    else this.#addParts(value, depth + 1);
    return this.left >= 0;
  }

  #addParts(value: Exclude<Json, string | number | boolean | null>, depth: number): void {
    if (depth > JSON_DEPTH_MAX) {
      this.left = -1;
      return;
    }
    if (depth > this.depth) this.depth = depth;
    this.left -= 2;
    if (isJsonArray(value)) {
      for (const item of value) if (!this.add(item, depth)) return;
      return;
    }
    // Every payload comes by here: pairs of name and value would be an array for each member.
    for (const name of Object.keys(value)) {
      // A name has its quotes and a colon.
      this.left -= name.length + 3;
      if (!this.add(value[name] ?? null, depth)) return;
    }
  }
}
