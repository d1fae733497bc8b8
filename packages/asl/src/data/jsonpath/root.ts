import type { Json } from "@landbridge/model";
import { ownMember } from "../own.ts";
import type { Scope } from "../scope.ts";
import type { PathRoot } from "./syntax.ts";

/** What a path starts from; `undefined` for a variable that was never assigned. */
export function rootOf(root: PathRoot, scope: Scope): Json | undefined {
  switch (root.kind) {
    case "input":
    case "node":
      return scope.input;
    case "context":
      return scope.context;
    case "variable":
      return ownMember(scope.variables, root.name);
  }
}
