import { ApiError, errorSpec, type Route } from "@landbridge/api";
import type { FastifyRequest } from "fastify";
import type { AuditEvent } from "../audit/record.ts";
import type { AuditTrail } from "../audit/trail.ts";
import type { Key } from "../auth/key-row.ts";
import type { Answer } from "./handler.ts";

// What the native API writes into the audit trail: every change and every try at one, looks at what is only for
// administrators, and whatever was refused for want of a key or a grant. A look that was allowed is not written.

/** Much more than any path of ours has. */
const targetLengthMax = 512;

export function isAudited({ method, action, operationId }: Route): boolean {
  if (action === null) return false;
  // A heartbeat changes nothing that anybody asks about later, and comes by the thousand.
  if (operationId === "heartbeatTask") return false;
  return method !== "GET" || action === "secrets:read" || action === "audit:read";
}

export interface Attempted {
  readonly route: Route;
  readonly request: FastifyRequest;
  readonly key: Key;
}

/** Before the answer leaves. */
export async function auditDone(trail: AuditTrail, attempted: Attempted, answer: Answer): Promise<void> {
  const made = answer.headers?.["location"];
  const { status } = answer;
  try {
    await trail.append({
      ...eventOf(attempted.route, attempted.request, attempted.key),
      outcome: "done",
      status,
      ...(made === undefined ? {} : { made }),
      request: attempted.request.id,
    });
  } catch (cause) {
    // It was done, and without the record nobody is told so (A1).
    throw new ApiError("OUTCOME_UNKNOWN", "The audit trail could not be written.", { cause });
  }
}

export async function auditFailed(trail: AuditTrail, attempted: Attempted, error: ApiError): Promise<void> {
  const { run } = error.options;
  await trail.append({
    ...eventOf(attempted.route, attempted.request, attempted.key),
    ...failure(error),
    ...(run === undefined ? {} : { made: `/v1/runs/${run}` }),
    request: attempted.request.id,
  });
}

/** Of a caller without a valid key. */
export function auditStranger(
  trail: AuditTrail,
  route: Route,
  request: FastifyRequest,
  error: ApiError,
): void {
  const { principal: _, ...event } = eventOf(route, request, undefined);
  trail.noteStranger({ ...event, ...failure(error), request: request.id });
}

function eventOf(
  { operationId, action }: Route,
  request: FastifyRequest,
  key: Key | undefined,
): Pick<AuditEvent, "principal" | "address" | "via" | "operation" | "action" | "target"> {
  const [path = ""] = request.url.split("?");
  return {
    principal: key === undefined ? null : { key: key.id, name: key.name },
    address: request.ip,
    via: "native",
    operation: operationId,
    ...(action === null ? {} : { action }),
    target: path.slice(0, targetLengthMax),
  };
}

function failure(error: ApiError): Pick<AuditEvent, "outcome" | "status" | "code"> {
  const { status } = errorSpec(error.errorCode);
  return { outcome: status < 500 ? "refused" : "failed", status, code: error.errorCode };
}
