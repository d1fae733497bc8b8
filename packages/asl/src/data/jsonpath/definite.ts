import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import { javaText } from "../java-text.ts";
import { ownMember } from "../own.ts";
import { printSegment, type Segment } from "./syntax.ts";
import { mergedMembers } from "./walk.ts";

/** One step of a definite path: a member's name, an item's index, or several names to be made one object. */
type Step = string | number | readonly string[];

/** The node that a definite path names; `undefined` when there is none. The hot path of every workflow. */
export function compileDefinite(segments: readonly Segment[]): (root: Json) => Json | undefined {
  const steps = segments.map(toStep);
  if (steps.every((step) => typeof step === "string")) return compileNames(steps);
  return (root) => {
    let node: Json | undefined = root;
    for (const step of steps) {
      node = take(node, step);
      if (node === undefined) return undefined;
    }
    return node;
  };
}

function compileNames(names: readonly string[]): (root: Json) => Json | undefined {
  return (root) => {
    let node: Json | undefined = root;
    for (const name of names) {
      if (!isJsonObject(node) || !Object.hasOwn(node, name)) return undefined;
      node = node[name];
    }
    return node;
  };
}

function toStep(segment: Segment): Step {
  if (segment.kind === "indexes") return segment.indexes[0] ?? 0;
  if (segment.kind !== "names") return [];
  const [name] = segment.names;
  return segment.names.length === 1 && name !== undefined ? name : segment.names;
}

function take(node: Json, step: Step): Json | undefined {
  if (typeof step === "number") return isJsonArray(node) ? node.at(step) : undefined;
  if (!isJsonObject(node)) return undefined;
  return typeof step === "string" ? ownMember(node, step) : mergedMembers(node, step);
}

/**
 * Why a definite path finds nothing, in the words of the path library that AWS uses (Jayway JsonPath
 * 2.0), which show in its messages.
 */
export function explainMissing(root: Json | undefined, segments: readonly Segment[]): string {
  if (root === undefined) return "No results for path: $";
  let node: Json = root;
  let path = "$";
  for (const [at, segment] of segments.entries()) {
    const next = take(node, toStep(segment));
    const printed = printSegment(segment);
    if (segment.kind === "names") {
      if (!isJsonObject(node)) return `Property ${printed} not found in path ${path}`;
      if (next === undefined) {
        const isLast = at === segments.length - 1;
        return `${isLast ? "No results for path:" : "Missing property in path"} ${path}${printed}`;
      }
    } else {
      if (!isJsonArray(node)) {
        return `Filter: ${printed} can only be applied to arrays. Current context is: ${javaText(node)}`;
      }
      if (next === undefined) return `Index out of bounds when evaluating path ${path}${printed}`;
    }
    if (next !== undefined) node = next;
    path += printed;
  }
  return `No results for path: ${path}`;
}
