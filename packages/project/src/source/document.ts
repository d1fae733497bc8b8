import type { Json } from "@landbridge/model";
import type { Place } from "../issue.ts";

/** A file's content as JSON, and where in the file each part of it is written. */
export interface SourceDocument {
  /** Relative to the project folder. */
  readonly file: string;
  readonly value: Json;
  /** Of what the JSON pointer names, or of the nearest thing around it. */
  locate(pointer: string): Place | undefined;
}

/** The pointer of a member or an item (RFC 6901). */
export function childPointer(parent: string, token: string | number): string {
  return `${parent}/${String(token).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

export function pointerTo(tokens: readonly PropertyKey[]): string {
  return tokens.reduce<string>((parent, token) => childPointer(parent, String(token)), "");
}

export function parentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
}
