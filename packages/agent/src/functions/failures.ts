import type { FunctionError } from "./contract.ts";
import { payloadBytesMax } from "./limits.ts";

// What went wrong outside of the handler, in Lambda's words, as a state machine's Catch and a person who
// greps for them expect them. Source: AWS Lambda Developer Guide, "Troubleshoot invocation issues".

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

export function timedOut(requestId: string, timeoutSeconds: number): FunctionError {
  const fault = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return {
    errorType: "Sandbox.Timedout",
    errorMessage: `RequestId: ${requestId} Error: ${fault}`,
    trace: [],
  };
}

export function exited(requestId: string, exit: Exit): FunctionError {
  const errorMessage = `RequestId: ${requestId} Error: ${exitText(exit)}`;
  return { errorType: "Runtime.ExitError", errorMessage, trace: [] };
}

function exitText({ code, signal }: Exit): string {
  if (signal !== null) return `Runtime exited with error: signal: ${signalNames[signal] ?? signal}`;
  if (code === 0) return "Runtime exited without providing a reason";
  return `Runtime exited with error: exit status ${code ?? "unknown"}`;
}

/** As Go writes signals, which is what Lambda shows. */
const signalNames: Readonly<Record<string, string>> = {
  SIGKILL: "killed",
  SIGABRT: "aborted",
  SIGSEGV: "segmentation fault",
  SIGTERM: "terminated",
  SIGTRAP: "trace/breakpoint trap",
  SIGBUS: "bus error",
  SIGILL: "illegal instruction",
  SIGFPE: "floating point exception",
  SIGINT: "interrupt",
  SIGHUP: "hangup",
};

/** Not Lambda's: the host could not start a process at all. */
export function notStarted(reason: string): FunctionError {
  return {
    errorType: "Runtime.StartFailed",
    errorMessage: `the worker could not be started: ${reason}`,
    trace: [],
  };
}

export function requestTooLarge(bytes: number): FunctionError {
  const errorMessage = `${bytes} byte payload is too large for the RequestResponse invocation type (limit ${payloadBytesMax} bytes)`;
  return { errorType: "RequestEntityTooLargeException", errorMessage, trace: [] };
}

export function invalidParameter(errorMessage: string): FunctionError {
  return { errorType: "InvalidParameterValueException", errorMessage, trace: [] };
}

/** From a worker, which a handler may have taken over: so anything may come. */
export function parseFunctionError(text: string): FunctionError {
  try {
    const value: unknown = JSON.parse(text);
    if (isErrorShape(value)) {
      const trace = Array.isArray(value.trace) ? value.trace.map(String) : [];
      const { errorType, errorMessage, body } = value;
      return { errorType, errorMessage, trace, ...(typeof body === "string" && { body }) };
    }
  } catch {
    // Falls through to the sentence below.
  }
  return {
    errorType: "Runtime.InvalidError",
    errorMessage: "the worker answered with an error that is none",
    trace: [],
  };
}

function isErrorShape(value: unknown): value is {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: unknown;
  readonly body?: unknown;
} {
  if (typeof value !== "object" || value === null) return false;
  if (!("errorType" in value) || !("errorMessage" in value)) return false;
  return typeof value.errorType === "string" && typeof value.errorMessage === "string";
}
