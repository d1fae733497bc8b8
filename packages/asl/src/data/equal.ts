import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import { VALUE_DEPTH_MAX } from "./jsonpath/limits.ts";
import { ownMember } from "./own.ts";

/**
 * Equal as JSON: members in any order, items in theirs. Values deeper than the limit are equal to none.
 * @param visit called for each pair that is compared, for whoever counts the cost
 */
export function equalJson(a: Json, b: Json, visit: () => void = nothing, depth = 0): boolean {
  visit();
  if (a === b) return true;
  if (depth >= VALUE_DEPTH_MAX) return false;
  if (isJsonArray(a)) {
    if (!isJsonArray(b) || a.length !== b.length) return false;
    return a.every((item, at) => equalJson(item, b[at] ?? null, visit, depth + 1));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const [left, right] = [ownMember(a, name), ownMember(b, name)];
    return left !== undefined && right !== undefined && equalJson(left, right, visit, depth + 1);
  });
}

function nothing(): void {}
