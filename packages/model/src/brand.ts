declare const brand: unique symbol;

/** A value that may not be swapped for another of the same shape (an id for another id, say). */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Milliseconds since 1970-01-01T00:00:00Z; whole. */
export type EpochMs = Brand<number, "EpochMs">;
export function epochMs(value: number): EpochMs {
  return value as EpochMs;
}

/** What an execution is known by inside; its ARN is made of machine and name. */
export type ExecutionId = Brand<string, "ExecutionId">;
export function executionId(value: string): ExecutionId {
  return value as ExecutionId;
}

/** One launch of a job. */
export type RunId = Brand<string, "RunId">;
export function runId(value: string): RunId {
  return value as RunId;
}

/** The opaque text that a client sends back with a task's result. */
export type TaskToken = Brand<string, "TaskToken">;
export function taskToken(value: string): TaskToken {
  return value as TaskToken;
}

/** A host's name, unique in an installation. */
export type HostName = Brand<string, "HostName">;
export function hostName(value: string): HostName {
  return value as HostName;
}
