import {
  type Action,
  ApiError,
  explainRefusal,
  type Grants,
  isAllowed,
  type Resource,
} from "@landbridge/api";

// What a key may do, for every dialect of the port. The native routes name their action and resource in
// packages/api; a dialect of AWS's names them for each of its operations: `executions:start` on the state
// machine for StartExecution, say.

/** Throws SCOPE_MISSING, with what is missing. */
export function demand(grants: Grants, action: Action, resource?: Resource): void {
  if (!isAllowed(grants, action, resource))
    throw new ApiError("SCOPE_MISSING", explainRefusal(grants, action, resource));
}
