import { isJsonArray, isJsonObject, type Json, type JsonArray } from "@landbridge/model";
import { memberOf, objectOf, ownMember } from "../own.ts";
import { compileFilter } from "./filter.ts";
import type { Search, Walk } from "./search.ts";
import type { Segment } from "./syntax.ts";

/**
 * The segments as one chain of closures. What a segment does not fit is passed over in silence: an
 * indefinite path that finds nothing gives an empty list, on AWS too.
 */
export function compileWalk(segments: readonly Segment[], at = 0): Walk {
  const segment = segments[at];
  if (segment === undefined) return (node, _search, yields) => yields(node);
  if (segment.kind === "scan") return compileScan(segments, at);
  const next = compileWalk(segments, at + 1);
  const select = compileSelect(segment, at === segments.length - 1);
  return (node, search, yields) => {
    search.visit();
    select(node, search, (found) => next(found, search, yields));
  };
}

/** The node itself and all containers below it, each before what is in it. */
function compileScan(segments: readonly Segment[], at: number): Walk {
  // A filter behind ".." judges every object itself; through its array as well it would be found twice.
  const isFilter = segments[at + 1]?.kind === "filter";
  const next = compileWalk(segments, at + 1);
  return (start, search, yields) => {
    const waiting: Json[] = [start];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      search.visit();
      if (typeof node !== "object" || node === null) continue;
      if (!isFilter || !isJsonArray(node)) next(node, search, yields);
      pushReversed(waiting, isJsonArray(node) ? node : Object.values(node), search);
    }
  };
}

function pushReversed(waiting: Json[], nodes: JsonArray, search: Search): void {
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at];
    search.visit();
    if (typeof node === "object" && node !== null) waiting.push(node);
  }
}

function compileSelect(segment: Exclude<Segment, { kind: "scan" }>, isLast: boolean): Walk {
  switch (segment.kind) {
    case "names":
      return isLast && segment.names.length > 1 ? selectMerged(segment.names) : selectNames(segment.names);
    case "indexes":
      return selectIndexes(segment.indexes);
    case "slice":
      return selectSlice(segment.from, segment.to);
    case "wildcard":
      return selectAll;
    case "filter":
      return selectMatching(compileFilter(segment.filter, compileWalk));
  }
}

function selectNames(names: readonly string[]): Walk {
  return (node, _search, yields) => {
    for (const name of names) {
      const member = memberOf(node, name);
      if (member !== undefined) yields(member);
    }
  };
}

/** `$['a','b']` is one object with these members, those of them that there are. */
function selectMerged(names: readonly string[]): Walk {
  return (node, _search, yields) => {
    if (isJsonObject(node)) yields(mergedMembers(node, names));
  };
}

export function mergedMembers(node: Json, names: readonly string[]): Json {
  return objectOf(
    names.flatMap((name): (readonly [string, Json])[] => {
      const member = isJsonObject(node) ? ownMember(node, name) : undefined;
      return member === undefined ? [] : [[name, member]];
    }),
  );
}

function selectIndexes(indexes: readonly number[]): Walk {
  return (node, _search, yields) => {
    if (!isJsonArray(node)) return;
    for (const index of indexes) {
      const item = node.at(index);
      if (item !== undefined) yields(item);
    }
  };
}

function selectSlice(from: number | undefined, to: number | undefined): Walk {
  return (node, search, yields) => {
    if (!isJsonArray(node)) return;
    for (const item of node.slice(from, to)) {
      search.visit();
      yields(item);
    }
  };
}

const selectAll: Walk = (node, search, yields) => {
  if (typeof node !== "object" || node === null) return;
  for (const child of isJsonArray(node) ? node : Object.values(node)) {
    search.visit();
    yields(child);
  }
};

/** The items of an array that match; of an object, the object itself if it does. */
function selectMatching(matches: (node: Json, search: Search) => boolean): Walk {
  return (node, search, yields) => {
    if (isJsonObject(node)) {
      if (matches(node, search)) yields(node);
      return;
    }
    if (!isJsonArray(node)) return;
    for (const item of node) {
      search.visit();
      if (matches(item, search)) yields(item);
    }
  };
}
