import { ApiError } from "@landbridge/api";
import type { PageOf, PageRequest } from "../http/services.ts";

/** One page of a list that is at hand as a whole, by name; the cursor is the last name of the page before. */
export function pageOf<T>(
  items: readonly T[],
  { limit, cursor }: PageRequest,
  nameOf: (item: T) => string,
): PageOf<T> {
  const after = cursor === undefined ? undefined : nameIn(cursor);
  const sorted = [...items].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const rest = after === undefined ? sorted : sorted.filter((item) => nameOf(item) > after);
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { items: page, ...(rest.length > limit && last !== undefined && { next: cursorOf(nameOf(last)) }) };
}

function cursorOf(name: string): string {
  return Buffer.from(name).toString("base64url");
}

function nameIn(cursor: string): string {
  const name = Buffer.from(cursor, "base64url").toString();
  if (cursorOf(name) !== cursor)
    throw new ApiError("INVALID_CURSOR", "the cursor is not one that this list gave.");
  return name;
}
