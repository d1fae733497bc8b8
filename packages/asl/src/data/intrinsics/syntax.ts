import type { PathSyntax } from "../jsonpath/syntax.ts";

/** An argument of an intrinsic function, or the whole call. */
export type Argument =
  | Call
  | { readonly kind: "path"; readonly path: PathSyntax }
  /** `raw` keeps its backslashes: States.Format tells `\{` from `{`. */
  | { readonly kind: "text"; readonly value: string; readonly raw: string }
  | { readonly kind: "literal"; readonly value: number | boolean | null };

export interface Call {
  readonly kind: "call";
  /** With its "States.". */
  readonly name: string;
  readonly arguments: readonly Argument[];
}

/** Calls in one field, those inside others included. Source: the Step Functions guide, "Intrinsic functions". */
export const CALLS_MAX = 10;

/** Characters of one field's call. */
export const CALL_CHARS_MAX = 10_000;
