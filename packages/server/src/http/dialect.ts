import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { AuditTrail } from "../audit/trail.ts";
import type { Keys } from "../auth/keys.ts";
import type { Admission } from "./admission/admission.ts";
import type { HttpLimits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/**
 * A language spoken on the port: the native API, AWS JSON 1.0, EventBridge Scheduler's REST. Each has a
 * scope of its own in Fastify, with its own parsers of bodies and its own form of errors
 * (`scope.setErrorHandler`), and shares who may come in and what is counted.
 */
export interface Dialect {
  readonly name: string;
  /** The path of its own under which a request comes to this dialect, whatever its path is. Undefined: not for it. */
  readonly takes?: (request: IncomingMessage) => string | undefined;
  register(scope: FastifyInstance, shared: Shared): void;
}

export interface Shared {
  readonly keys: Keys;
  readonly admission: Admission;
  /** Changes, tries at them and refusals are written here before they are answered, in every dialect. */
  readonly audit: AuditTrail;
  readonly limits: HttpLimits;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Aborted when the server begins to close. */
  readonly closing: AbortSignal;
  /** Of a request that has come in. */
  lifeOf(request: FastifyRequest): RequestLife;
}

/** What is counted for one request, until its answer has ended and its handler has settled. */
export interface RequestLife {
  /** For the metrics; "none" until a route names it. */
  name(operation: string): void;
  /** Undone at the request's end. */
  hold(release: () => void): void;
  /** Undone now: this request no longer counts as under way. */
  letGo(): void;
  /** Its body is a stream, which may take longer than others. */
  stream(): void;
  /** Keeps the request open until the promise has settled, though its client may be gone. */
  during<T>(work: Promise<T>): Promise<T>;
}
