import { ApiError, type ErrorCode, isErrorCode } from "@landbridge/api";
import { LandbridgeError } from "@landbridge/model";

interface Translation {
  readonly code: ErrorCode;
  /** Default: the error's own message. Given where that names files, statements or hosts. */
  readonly detail?: string;
}

/** What the packages below throw, in the API's words. `null`: nothing that a client can help, so 500. */
export const foreignCodes: Readonly<Record<string, Translation | null>> = {
  // Of the store
  FENCED: { code: "NOT_READY", detail: "Another node has taken this work over; ask there." },
  UNKNOWN_OUTCOME: { code: "OUTCOME_UNKNOWN", detail: "The store failed while it wrote." },
  REJECTED: { code: "STORE_UNAVAILABLE", detail: "The store could not write; nothing was changed." },
  STORE_FULL: { code: "STORE_FULL", detail: "The store has no room; nothing was changed." },
  STORE_READ_ONLY: {
    code: "STORE_UNAVAILABLE",
    detail: "The store cannot be written to; nothing was changed.",
  },
  STORE_CLOSED: { code: "NOT_READY", detail: "The server is closing." },
  STORE_BUSY: { code: "OVERLOADED", detail: "Too many changes wait for the store; nothing was changed." },
  CURSOR_INVALID: { code: "INVALID_CURSOR", detail: "The cursor is not one that this list gave." },
  STORE_UNAVAILABLE: {
    code: "STORE_UNAVAILABLE",
    detail: "The database cannot be reached; nothing was changed.",
  },
  STORE_NOT_EMPTY: null,
  STORE_UNSUITABLE: null,
  STORE_URL_INVALID: null,
  STORE_IN_USE: null,
  STORE_CORRUPT: null,
  STORE_NEWER: null,
  STORE_NODES_ALIVE: null,
  NODE_OLDER: null,
  // Of jobs
  CONTENDED: { code: "OVERLOADED", detail: "Too much moved at once to decide; nothing was changed." },
  HOST_AWAY: { code: "HOST_UNREACHABLE", detail: "The agent on the run's host is not connected." },
  INPUT_TOO_LARGE: { code: "INVALID_REQUEST" },
  JOBS_CLOSED: { code: "NOT_READY", detail: "The server is closing." },
  ROW_NOT_READABLE: null,
  // Of the engine
  StateMachineDoesNotExist: { code: "STATE_MACHINE_NOT_FOUND" },
  ExecutionDoesNotExist: { code: "EXECUTION_NOT_FOUND" },
  ExecutionNotRedrivable: { code: "EXECUTION_NOT_REDRIVABLE" },
  ExecutionAlreadyExists: { code: "EXECUTION_EXISTS" },
  InvalidName: { code: "INVALID_REQUEST" },
  InvalidExecutionInput: { code: "INVALID_REQUEST" },
  InvalidDefinition: { code: "INVALID_DEFINITION" },
  InvalidToken: { code: "TASK_TOKEN_INVALID" },
  TaskTimedOut: { code: "TASK_CLOSED" },
  InvalidOutput: { code: "INVALID_REQUEST" },
  ValidationException: { code: "INVALID_REQUEST" },
  ThrottlingException: { code: "OVERLOADED" },
  EngineRecovering: { code: "NOT_READY" },
  EngineStopped: { code: "NOT_READY" },
  ActivityLimitExceeded: { code: "LIMIT_EXCEEDED" },
  ActivityWorkerLimitExceeded: { code: "LIMIT_EXCEEDED" },
  ResourceNotFound: { code: "MAP_RUN_NOT_FOUND" },
  // Of the catalogue, which only AWS's API changes
  StateMachineAlreadyExists: null,
  StateMachineDeleting: null,
  ActivityAlreadyExists: null,
  ConflictException: null,
  ServiceQuotaExceededException: null,
  TooManyTags: null,
  ActivityDoesNotExist: null,
  AlsoRejected: null,
  JournalUnreadable: null,
  // Between nodes
  NO_ANSWER: { code: "OUTCOME_UNKNOWN" },
  // Of secrets; one that a definition refers to and that cannot be found ends the run, not a request
  SECRET_REFERENCE_INVALID: { code: "INVALID_REQUEST" },
  SECRET_ACCESS_DENIED: { code: "LIMIT_EXCEEDED" },
  SECRET_PROVIDER_UNSET: null,
  SECRET_UNREADABLE: null,
  SECRET_PROVIDER_AWAY: { code: "STORE_UNAVAILABLE" },
  SECRETS_KEY_MISSING: null,
  SECRETS_KEY_MISMATCH: null,
  SECRETS_KEY_INVALID: null,
  // Of the scheduler
  UNKNOWN_SCHEDULE: { code: "SCHEDULE_NOT_FOUND" },
  INVALID_SCHEDULE: { code: "INVALID_DEFINITION" },
};

/** Undefined: nothing that a client may be told. */
export function translate(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (!(error instanceof LandbridgeError)) return undefined;
  const foreign = foreignCodes[error.code];
  if (foreign === undefined || foreign === null) return ofCatalogue(error);
  // The whole of it goes to the log, as the cause.
  return foreign.detail === undefined
    ? new ApiError(foreign.code, error.message)
    : new ApiError(foreign.code, foreign.detail, { cause: error });
}

/** A package may use the API's own codes without importing the API. */
function ofCatalogue({ code, message }: LandbridgeError): ApiError | undefined {
  return isErrorCode(code) && code !== "INTERNAL" ? new ApiError(code, message) : undefined;
}
