import { createHash } from "node:crypto";
import { invalid } from "./errors.ts";

// Pages of what is in memory or short, in the order of a key. A token names the key before the page and the list that
// it belongs to, so that one of another list is refused.

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

const RESULTS_DEFAULT = 100;

/** @param all sorted by `keyOf` */
export function pageAfter<T>(
  all: readonly T[],
  keyOf: (item: T) => string,
  page: {
    readonly list: string;
    readonly nextToken?: string | undefined;
    readonly maxResults?: number | undefined;
  },
): PageOf<T> {
  const { list, nextToken, maxResults = RESULTS_DEFAULT } = page;
  const after = nextToken === undefined ? undefined : readToken(nextToken, list);
  const rest = after === undefined ? all : all.filter((item) => keyOf(item) > after);
  const items = rest.slice(0, maxResults);
  const last = items.at(-1);
  if (last === undefined || rest.length === items.length) return { items };
  return { items, nextToken: Buffer.from(JSON.stringify([digest(list), keyOf(last)])).toString("base64url") };
}

function readToken(token: string, list: string): string {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, "base64url").toString("utf8"));
    if (Array.isArray(parts) && parts[0] === digest(list) && typeof parts[1] === "string") return parts[1];
  } catch {
    // Refused below, as any other that we did not make.
  }
  throw invalid("Invalid NextToken.");
}

function digest(list: string): string {
  return createHash("sha256").update(list).digest("hex").slice(0, 16);
}
