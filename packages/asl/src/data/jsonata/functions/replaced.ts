import { assert, type Json } from "@landbridge/model";
import { canonicalText } from "../../intrinsics/canonical-text.ts";
import type { Focus, FunctionDefinition } from "../library.ts";
import { evaluationOf } from "./evaluation-of.ts";
import { zoneOf } from "./guarded.ts";
import { checkPicture } from "./picture.ts";
import { sort } from "./sort.ts";

// The library's functions that would ask a clock or a source of chance, compare everything with everything, or
// copy all that is left for each item.

export const replacedFunctions: readonly FunctionDefinition[] = [
  { name: "now", signature: "<s?s?:s>", implementation: now },
  { name: "millis", signature: "<:n>", implementation: millis },
  { name: "shuffle", signature: "<a:a>", implementation: shuffle },
  { name: "sort", signature: "<af?:a>", implementation: sort },
  { name: "distinct", signature: "<x:x>", implementation: distinct },
];

function now(this: Focus, picture?: string, timezone?: string): unknown {
  const evaluation = evaluationOf(this);
  if (picture !== undefined) checkPicture(picture);
  const native = evaluation.natives.get("fromMillis");
  assert(native !== undefined, "the library has a function fromMillis");
  return native.implementation.apply(this, [evaluation.now, picture, zoneOf(timezone)]);
}

function millis(this: Focus): number {
  return evaluationOf(this).now;
}

/** Fisher and Yates's shuffle, with the turn's chance. */
function shuffle(this: Focus, array?: readonly unknown[]): unknown {
  if (array === undefined || array.length <= 1) return array;
  const evaluation = evaluationOf(this);
  evaluation.spend(array.length / 2);
  const shuffled = [...array];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(evaluation.random.next() * (at + 1));
    [shuffled[at], shuffled[other]] = [shuffled[other], shuffled[at]];
  }
  return shuffled;
}

function distinct(this: Focus, values?: unknown): unknown {
  if (!Array.isArray(values) || values.length <= 1) return values;
  const evaluation = evaluationOf(this);
  evaluation.spend(values.length / 2);
  evaluation.spendOnAll(values);
  const seen = new Set<unknown>();
  const kept = "sequence" in values && this.createSequence !== undefined ? this.createSequence() : [];
  for (const value of values as readonly unknown[]) {
    const key = keyOf(value);
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(value);
  }
  return kept;
}

/** The same for equal values; a text for objects, with a mark that no other text has in front. */
function keyOf(value: unknown): unknown {
  if (typeof value === "string") return `s${value}`;
  if (typeof value !== "object" || value === null) return value;
  return `o${canonicalText(value as Json) ?? ""}`;
}
