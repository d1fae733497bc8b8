import { ApiError, type ErrorCode } from "@landbridge/api";
import type { EngineErrorCode } from "@landbridge/engine";
import { LandbridgeError } from "@landbridge/model";

/** The API's word for each of the engine's errors. One that is missing is our own mistake if it ever gets here. */
const codes: Partial<Record<EngineErrorCode, ErrorCode>> = {
  StateMachineDoesNotExist: "STATE_MACHINE_NOT_FOUND",
  ExecutionDoesNotExist: "EXECUTION_NOT_FOUND",
  ExecutionAlreadyExists: "EXECUTION_EXISTS",
  InvalidName: "INVALID_REQUEST",
  InvalidExecutionInput: "INVALID_REQUEST",
  InvalidDefinition: "INVALID_DEFINITION",
  InvalidToken: "TASK_TOKEN_INVALID",
  TaskTimedOut: "TASK_CLOSED",
  ThrottlingException: "OVERLOADED",
  EngineRecovering: "STORE_UNAVAILABLE",
  EngineStopped: "STORE_UNAVAILABLE",
};

/** Runs a call of the engine, its errors turned into the API's. */
export async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toApiError(error);
  }
}

function toApiError(error: unknown): unknown {
  if (!(error instanceof LandbridgeError)) return error;
  const code = new Map<string, ErrorCode>(Object.entries(codes)).get(error.code);
  return code === undefined ? error : new ApiError(code, error.message, { cause: error });
}
