import { ApiError, type ErrorCode, isErrorCode } from "@landbridge/api";
import { LandbridgeError } from "@landbridge/model";

/** What the packages below throw, in the API's words. Codes that are in neither table are our own mistakes. */
const foreignCodes: Readonly<Record<string, { readonly code: ErrorCode; readonly detail: string }>> = {
  FENCED: { code: "NOT_READY", detail: "Another node has taken this work over; ask there." },
  UNKNOWN_OUTCOME: { code: "OUTCOME_UNKNOWN", detail: "The store failed while it wrote." },
  REJECTED: { code: "STORE_UNAVAILABLE", detail: "The store could not write; nothing was changed." },
  STORE_FULL: { code: "STORE_FULL", detail: "Nothing was changed." },
  STORE_READ_ONLY: {
    code: "STORE_UNAVAILABLE",
    detail: "The store cannot be written to; nothing was changed.",
  },
  STORE_CLOSED: { code: "NOT_READY", detail: "The server is closing." },
  HOST_AWAY: { code: "HOST_UNREACHABLE", detail: "The agent on the run's host is not connected." },
};

/** Undefined: nothing that a client may be told. */
export function translate(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (!(error instanceof LandbridgeError)) return undefined;
  const foreign = foreignCodes[error.code];
  // Messages of a store name files and statements: they go to the log, as the cause, and not to the client.
  if (foreign !== undefined) return new ApiError(foreign.code, foreign.detail, { cause: error });
  return isErrorCode(error.code) && error.code !== "INTERNAL"
    ? new ApiError(error.code, error.message)
    : undefined;
}
