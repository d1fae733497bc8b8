import type { Json } from "@landbridge/model";
import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { projectLimits } from "../limits.ts";
import { childPointer } from "./document.ts";

/** By JSON pointer, where the key or the item begins. */
export type Positions = ReadonlyMap<string, number>;

interface Fault {
  readonly offset: number;
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

export interface Converted {
  /** Undefined: see the faults. */
  readonly value: Json | undefined;
  readonly positions: Positions;
  readonly faults: readonly Fault[];
}

/**
 * Makes JSON of a YAML tree. The library's own `toJS` finds an alias's anchor by walking the document and
 * reports no position; this walks once, and counts what aliases repeat, so that no bomb goes off.
 */
export function convert(root: Node | null): Converted {
  const walk: Walk = { positions: new Map(), faults: [], anchors: new Map(), valueCount: 0 };
  if (root === null) walk.positions.set("", 0);
  const value = root === null ? null : visit(root, "", 0, walk);
  return {
    value: walk.faults.length > 0 ? undefined : value,
    positions: walk.positions,
    faults: walk.faults,
  };
}

interface Walk {
  readonly positions: Map<string, number>;
  readonly faults: Fault[];
  /** Null while the anchored value is being walked: an alias to it there would contain itself. */
  readonly anchors: Map<string, { readonly value: Json; readonly valueCount: number } | null>;
  valueCount: number;
}

function visit(node: Node, path: string, depth: number, walk: Walk): Json {
  const offset = node.range?.[0] ?? 0;
  if (!walk.positions.has(path)) walk.positions.set(path, offset);
  if (isOver(walk)) return null;
  if (depth > projectLimits.yamlDepthMax) {
    const message = `more than ${projectLimits.yamlDepthMax} levels of nesting`;
    return fault(walk, { offset, path, code: "YAML_TOO_DEEP", message, hint: "write it flatter" });
  }
  if (isAlias(node)) return follow(node.source, offset, path, walk);
  const before = walk.valueCount;
  if (!count(1, offset, path, walk)) return null;
  const tag = node.tag;
  if (tag !== undefined && !plainTags.has(tag)) {
    const message = `the tag ${tag} has no meaning here`;
    return fault(walk, { offset, path, code: "YAML_TAG", message, hint: "leave it out, and quote texts" });
  }
  const { anchor } = node;
  if (anchor !== undefined) walk.anchors.set(anchor, null);
  const value = content(node, path, depth, walk);
  if (anchor !== undefined) walk.anchors.set(anchor, { value, valueCount: walk.valueCount - before });
  return value;
}

const plainTags: ReadonlySet<string> = new Set(
  ["map", "seq", "str", "int", "float", "bool", "null"].map((kind) => `tag:yaml.org,2002:${kind}`),
);

function content(node: Node, path: string, depth: number, walk: Walk): Json {
  if (isMap(node)) return mapContent(node, path, depth, walk);
  if (isSeq(node)) return listContent(node, path, depth, walk);
  return isScalar(node) ? scalarContent(node.value, node.range?.[0] ?? 0, path, walk) : null;
}

function listContent(list: YAMLSeq, path: string, depth: number, walk: Walk): Json {
  const items: Json[] = [];
  for (const [index, item] of list.items.entries()) {
    items.push(isNode(item) ? visit(item, childPointer(path, index), depth + 1, walk) : null);
    if (isOver(walk)) break;
  }
  return items;
}

function mapContent(map: YAMLMap, path: string, depth: number, walk: Walk): Json {
  const entries = new Map<string, Json>();
  for (const pair of map.items) {
    const key = keyOf(pair, path, walk);
    if (key !== undefined) {
      const at = childPointer(path, key.text);
      if (entries.has(key.text)) {
        const message = `the key "${key.text}" is there twice`;
        fault(walk, {
          offset: key.offset,
          path: at,
          code: "DUPLICATE_KEY",
          message,
          hint: "keep one of the two",
        });
      }
      walk.positions.set(at, key.offset);
      entries.set(key.text, isNode(pair.value) ? visit(pair.value, at, depth + 1, walk) : null);
    }
    if (isOver(walk)) break;
  }
  // A key "__proto__" stays a key like any other.
  return Object.fromEntries(entries);
}

function keyOf(
  pair: Pair,
  path: string,
  walk: Walk,
): { readonly text: string; readonly offset: number } | undefined {
  const { key } = pair;
  const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  if (isScalar(key) && typeof key.value === "string") return { text: key.value, offset };
  const message = "a key must be a plain text";
  fault(walk, { offset, path, code: "YAML_KEY", message, hint: 'write "key: value"' });
  return undefined;
}

function scalarContent(value: unknown, offset: number, path: string, walk: Walk): Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const message =
    typeof value === "number"
      ? `${value} is no number that JSON can hold`
      : "this is nothing that JSON can hold";
  return fault(walk, {
    offset,
    path,
    code: "YAML_NUMBER",
    message,
    hint: "put it in quotes if it is a text",
  });
}

function follow(anchor: string, offset: number, path: string, walk: Walk): Json {
  const target = walk.anchors.get(anchor);
  if (target === undefined || target === null) {
    const message =
      target === null ? `*${anchor} contains itself` : `there is no anchor &${anchor} before *${anchor}`;
    return fault(walk, {
      offset,
      path,
      code: "YAML_ALIAS",
      message,
      hint: "a text that begins with * needs quotes",
    });
  }
  return count(target.valueCount, offset, path, walk) ? target.value : null;
}

function count(values: number, offset: number, path: string, walk: Walk): boolean {
  walk.valueCount += values;
  if (!isOver(walk)) return true;
  const message = `more than ${projectLimits.yamlValuesMax} values, counting what aliases repeat`;
  fault(walk, {
    offset,
    path,
    code: "YAML_TOO_LARGE",
    message,
    hint: "use fewer aliases, or split the file",
  });
  return false;
}

/** Then the walk only comes to its end. */
function isOver(walk: Walk): boolean {
  return walk.valueCount > projectLimits.yamlValuesMax || walk.faults.length >= projectLimits.issuesMax;
}

function fault(walk: Walk, found: Fault): null {
  walk.faults.push(found);
  return null;
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}
