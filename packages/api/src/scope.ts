import { z } from "zod";

/** What a key may do; each includes those after it. */
export const scopes = ["admin", "operate", "read"] as const;
export const scopeSchema = z
  .enum(scopes)
  .describe(
    "`read` looks; `operate` also launches, stops and resolves; `admin` also applies projects and makes keys.",
  );
export type Scope = z.infer<typeof scopeSchema>;

/** What a call needs. `target` is what a narrower scope, for launches of named jobs only, is compared with. */
export interface Need {
  readonly scope: Scope;
  readonly target?: { readonly kind: "job" | "state-machine"; readonly name: string };
}

export function allows(held: readonly Scope[], need: Need): boolean {
  return held.some((scope) => scopes.indexOf(scope) <= scopes.indexOf(need.scope));
}
