import type { Json } from "@landbridge/model";

// A path, parsed. "Definite": it can name one node at most, so it yields a value, not a list.

export interface PathSyntax {
  /** As written. */
  readonly text: string;
  readonly root: PathRoot;
  readonly segments: readonly Segment[];
  readonly isDefinite: boolean;
}

export type PathRoot =
  | { readonly kind: "input" }
  | { readonly kind: "context" }
  | { readonly kind: "variable"; readonly name: string }
  /** `@`: the node that a filter looks at. */
  | { readonly kind: "node" };

export type Segment =
  /** `.a`, `['a']`, `['a','b']`. Several names at the end of a path make one object of them. */
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "indexes"; readonly indexes: readonly number[] }
  | { readonly kind: "slice"; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: "wildcard" }
  | { readonly kind: "filter"; readonly filter: FilterSyntax; readonly text: string }
  /** `..`: what follows is applied to the node and to everything below it. */
  | { readonly kind: "scan" };

export type FilterSyntax =
  | { readonly kind: "and" | "or"; readonly left: FilterSyntax; readonly right: FilterSyntax }
  | { readonly kind: "not"; readonly operand: FilterSyntax }
  | { readonly kind: "exists"; readonly path: PathSyntax }
  | {
      readonly kind: "compare";
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly kind: "path"; readonly path: PathSyntax }
  | { readonly kind: "literal"; readonly value: Json };

/** Jayway's. Its `=~` is left out: a backtracking expression on a stranger's data can stop the engine. */
export const FILTER_OPERATORS = [
  "==",
  "!=",
  "<=",
  ">=",
  "<",
  ">",
  "in",
  "nin",
  "contains",
  "size",
  "empty",
  "subsetof",
  "anyof",
  "noneof",
  "all",
] as const;

export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** `$['a'][0]`, as Jayway spells paths in its messages. */
export function printSegment(segment: Segment): string {
  switch (segment.kind) {
    case "names":
      return `[${segment.names.map((name) => `'${name}'`).join(",")}]`;
    case "indexes":
      return `[${segment.indexes.join(",")}]`;
    case "slice":
      return `[${segment.from ?? ""}:${segment.to ?? ""}]`;
    case "wildcard":
      return "[*]";
    case "filter":
      return "[?]";
    case "scan":
      return "..";
  }
}
