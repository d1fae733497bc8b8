import { isJsonObject, type Json, type JsonObject } from "@landbridge/model";

/**
 * A member of an object, its own only: an author's path or a caller's data may say `__proto__` or
 * `constructor`, and neither may reach what JavaScript hangs there.
 */
export function ownMember(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The object with one member set, in its old place or last. */
export function withMember(object: JsonObject, name: string, value: Json): JsonObject {
  // A computed member in a literal is defined, not assigned, so even "__proto__" is plain data here,
  // and a spread copies it as such.
  return { ...object, [name]: value };
}

/** An object of members that may have any name; Object.fromEntries defines, too. */
export function objectOf(members: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries(members);
}

export function memberOf(node: Json, name: string): Json | undefined {
  return isJsonObject(node) ? ownMember(node, name) : undefined;
}
