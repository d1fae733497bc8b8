import type { ErrorCode } from "../errors/catalogue.ts";
import type { Route } from "./route.ts";

/** Every error that a route may answer with: its own, and those of its kind. */
export function errorsOf(route: Route): readonly ErrorCode[] {
  const codes = new Set<ErrorCode>(route.errors);
  const add = (...more: readonly ErrorCode[]): void => more.forEach((code) => void codes.add(code));
  if (route.action !== null) add("KEY_MISSING", "KEY_INVALID", "KEY_EXPIRED", "KEY_REVOKED", "SCOPE_MISSING");
  if (route.action !== null) add("RATE_LIMITED", "TOO_MANY_IN_FLIGHT");
  if (route.params ?? route.query ?? route.headers ?? route.body) add("INVALID_REQUEST");
  if (route.query !== undefined && "cursor" in route.query.shape) add("INVALID_CURSOR");
  if (route.body !== undefined) add("INVALID_JSON", "BODY_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE");
  if (route.method !== "GET") add("OUTCOME_UNKNOWN", "STORE_FULL");
  add("REQUEST_TIMEOUT", "URI_TOO_LONG", "HEADERS_TOO_LARGE");
  add("INTERNAL", "NOT_READY", "OVERLOADED", "STORE_UNAVAILABLE");
  return [...codes];
}
