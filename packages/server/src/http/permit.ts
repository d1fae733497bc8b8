import {
  ApiError,
  explainRefusal,
  isAllowed,
  isPerhapsAllowed,
  type Resource,
  type Route,
} from "@landbridge/api";
import { assert } from "@landbridge/model";
import type { Key } from "../auth/key-row.ts";
import { demand } from "../auth/permissions.ts";

/** Whether one request may do what its route does; where that depends on what is looked up, the handler says. */
export interface Permit {
  /** Looks only where the key's scopes do not suffice already. Throws SCOPE_MISSING. */
  found(find: () => Resource | Promise<Resource>): Promise<void>;
  /** Before the answer leaves: fails where a handler forgot to ask. */
  assertAsked(): void;
}

/** What the route's own parameters can tell is judged here. Throws SCOPE_MISSING. */
export function permitAtDoor(
  route: Route,
  key: Key,
  sent: { readonly params: unknown; readonly query: unknown },
): Permit {
  const { action, resource, operationId } = route;
  if (action === null) return openPermit;
  if (resource?.from !== "found") {
    demand(key, action, named(resource, sent));
    return openPermit;
  }
  if (!isPerhapsAllowed(key, action, resource.kind))
    throw new ApiError("SCOPE_MISSING", explainRefusal(key, action));
  let isAsked = false;
  return {
    async found(find) {
      isAsked = true;
      if (!isAllowed(key, action)) demand(key, action, await find());
    },
    assertAsked: () => assert(isAsked, `the handler of ${operationId} asks whether what it found is allowed`),
  };
}

/** Of a route that needs no key, or whose permission does not depend on what is found. */
export const openPermit: Permit = { found: async () => {}, assertAsked: () => {} };

function named(
  resource: Route["resource"],
  { params, query }: { readonly params: unknown; readonly query: unknown },
): Resource | undefined {
  if (resource === undefined || resource.from === "found") return undefined;
  const members = (resource.from === "path" ? params : query) as Readonly<Record<string, unknown>>;
  const name = members[resource.name];
  return typeof name === "string" ? { kind: resource.kind, name } : undefined;
}
