import { LandbridgeError } from "@landbridge/model";
import { storeErrors } from "@landbridge/store";

/** What the engine throws at its callers. Names are AWS's where AWS has one. */
export const engineErrors = {
  StateMachineDoesNotExist: { retryable: false, message: "State Machine Does Not Exist" },
  ExecutionDoesNotExist: { retryable: false, message: "Execution Does Not Exist" },
  ExecutionAlreadyExists: { retryable: false, message: "Execution Already Exists" },
  ExecutionNotRedrivable: { retryable: false, message: "Execution Not Redrivable" },
  InvalidName: { retryable: false, message: "Invalid Name" },
  InvalidExecutionInput: { retryable: false, message: "Invalid State Machine Execution Input" },
  InvalidDefinition: { retryable: false, message: "Invalid State Machine Definition" },
  InvalidToken: { retryable: false, message: "Invalid Token" },
  TaskTimedOut: { retryable: false, message: "Task Timed Out" },
  InvalidOutput: { retryable: false, message: "Invalid Output" },
  ActivityDoesNotExist: { retryable: false, message: "Activity Does Not Exist" },
  ActivityLimitExceeded: { retryable: false, message: "Activity Limit Exceeded" },
  ActivityWorkerLimitExceeded: { retryable: true, message: "Activity Worker Limit Exceeded" },
  AlsoRejected: { retryable: false, message: "What was to be committed with it was rejected" },
  ValidationException: { retryable: false, message: "Validation Exception" },
  ThrottlingException: { retryable: true, message: "Rate exceeded" },
  EngineRecovering: {
    retryable: true,
    message: "The engine is reading its memory again after a failed commit",
  },
  EngineStopped: { retryable: true, message: "The engine is stopped" },
  StateMachineAlreadyExists: { retryable: false, message: "State Machine Already Exists" },
  StateMachineDeleting: { retryable: true, message: "State Machine is being deleted" },
  ActivityAlreadyExists: { retryable: false, message: "Activity Already Exists" },
  ConflictException: { retryable: false, message: "Conflict" },
  ServiceQuotaExceededException: { retryable: false, message: "Service Quota Exceeded" },
  TooManyTags: { retryable: false, message: "Too Many Tags" },
  ResourceNotFound: { retryable: false, message: "Resource not found" },
  JournalUnreadable: { retryable: false, message: "The journal cannot be read" },
} as const;

export type EngineErrorCode = keyof typeof engineErrors;

export function isEngineError(error: unknown, code: EngineErrorCode): boolean {
  return error instanceof LandbridgeError && error.code === code;
}

/** Whether an error is our own trouble (the store, a memory that is read again), which no workflow may be told as its task's failure. */
export function isTrouble(error: unknown): boolean {
  if (!(error instanceof LandbridgeError) || error.code === "ThrottlingException") return false;
  return error.retryable || Object.hasOwn(storeErrors, error.code);
}

/** @param detail what was found, where, and what to do */
export function engineError(code: EngineErrorCode, detail: string, cause?: unknown): LandbridgeError {
  const { retryable, message } = engineErrors[code];
  return new LandbridgeError(code, `${message}: ${detail}`, { retryable, cause });
}

/** One whose whole sentence is its own, as AWS words some of them. */
export function plainError(code: EngineErrorCode, message: string): LandbridgeError {
  return new LandbridgeError(code, message, { retryable: engineErrors[code].retryable });
}
