import { ApiError, type Problem } from "@landbridge/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { translateFramework } from "./framework.ts";
import { problemHeaders, problemType, toProblem } from "./problem.ts";
import { translate } from "./translate.ts";

export interface Refusals {
  /** Answers with the error's problem document. */
  refuse(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply;
  /** What the client will be told of it, in the catalogue's words; logs it, once. */
  known(error: unknown, requestId: string): ApiError;
  /** The same for an answer that has begun. */
  problemOf(error: unknown, requestId: string): Problem;
}

/** A body that nobody read is drained up to this size; a longer one ends the connection. */
const drainedBytesMax = 65_536;

export function createRefusals({ log, metrics }: { readonly log: Log; readonly metrics: Metrics }): Refusals {
  const logged = new WeakSet<ApiError>();
  function known(error: unknown, requestId: string): ApiError {
    if (error instanceof ApiError && logged.has(error)) return error;
    const found = translated(error, requestId);
    logged.add(found);
    return found;
  }

  function translated(error: unknown, requestId: string): ApiError {
    const found = translate(error) ?? translateFramework(error);
    if (found === undefined) {
      log.error({ err: error, instance: requestId }, "a request failed");
      return new ApiError(
        "INTERNAL",
        "The request failed; the server's log has the reason under `instance`.",
      );
    }
    if (found.cause !== undefined)
      log.warn({ err: found.cause, instance: requestId, code: found.code }, "refused");
    return found;
  }
  return {
    known,
    problemOf: (error, requestId) => toProblem(known(error, requestId), requestId),
    refuse(error, request, reply) {
      const found = known(error, request.id);
      metrics.refused(found.errorCode);
      if (hasUnreadBody(request)) reply.header("connection", "close");
      const problem = toProblem(found, request.id);
      return reply
        .code(problem.status)
        .headers(problemHeaders(found))
        .type(problemType)
        .send(JSON.stringify(problem));
    },
  };
}

/** @param bytesMax so much is read and thrown away, so that whoever sends a little too much still reads the answer */
export function hasUnreadBody(request: FastifyRequest, bytesMax = drainedBytesMax): boolean {
  if (request.body !== undefined || request.raw.complete) return false;
  if (request.headers["transfer-encoding"] !== undefined) return true;
  return Number(request.headers["content-length"] ?? 0) > bytesMax;
}
