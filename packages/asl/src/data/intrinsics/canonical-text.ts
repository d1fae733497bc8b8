import { isJsonArray, isJsonObject, type Json } from "@landbridge/model";
import { VALUE_DEPTH_MAX } from "../jsonpath/limits.ts";
import { ownMember } from "../own.ts";

/** The same text for equal values and for no others; `undefined` when the value nests too deep. */
export function canonicalText(value: Json, depth = 0): string | undefined {
  if (depth >= VALUE_DEPTH_MAX) return undefined;
  if (isJsonArray(value))
    return wrap(
      "[",
      value.map((item) => canonicalText(item, depth + 1)),
      "]",
    );
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => {
      const member = canonicalText(ownMember(value, name) ?? null, depth + 1);
      return member === undefined ? undefined : `${JSON.stringify(name)}:${member}`;
    });
  return wrap("{", members, "}");
}

function wrap(open: string, parts: readonly (string | undefined)[], close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(",")}${close}`;
}
