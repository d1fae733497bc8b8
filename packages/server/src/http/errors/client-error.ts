import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { ApiError } from "@landbridge/api";
import { problemType, toProblem } from "./problem.ts";

/** Answers what never became a request: no HTTP, headers over their limit, or not all there in time. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy();
  const problem = toProblem(clientErrorOf(error.code), randomUUID());
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`,
    `content-type: ${problemType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}

function clientErrorOf(code: string | undefined): ApiError {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return new ApiError("REQUEST_TIMEOUT", "The rest of the request did not arrive in time.");
  if (code === "HPE_HEADER_OVERFLOW")
    return new ApiError("HEADERS_TOO_LARGE", "The request's line and headers are larger than is taken.");
  return new ApiError("INVALID_REQUEST", "What arrived is not an HTTP request.");
}
