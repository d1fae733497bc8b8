import { type EpochMs, epochMs } from "@landbridge/model";
import type { PageRequest } from "../services.ts";

export function pageRequest(query: {
  readonly limit: number;
  readonly cursor?: string | undefined;
}): PageRequest {
  return { limit: query.limit, ...without({ cursor: query.cursor }) };
}

/** Without the members that are undefined: to our own types an absent member and an undefined one differ. */
export function without<T extends Record<string, unknown>>(
  members: T,
): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [Name in keyof T]?: Exclude<T[Name], undefined> };
}

export function instantOf(text: string | undefined): EpochMs | undefined {
  return text === undefined ? undefined : epochMs(Date.parse(text));
}
