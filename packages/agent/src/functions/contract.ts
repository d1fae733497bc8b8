import type { Clock, EpochMs, FunctionDefinition, OutputStream } from "@landbridge/model";

// Functions with AWS Lambda's contract, in warm worker processes.
//
// F1. A process runs one invocation at a time; a crash, a timeout or a memory limit ends that process and
//     fails that invocation, no other.
// F2. An invocation that may have started is never started again; one that certainly has not is moved to
//     another worker, and is never lost.
// F3. What waits is bounded in number and in bytes; past that an invocation is throttled at once.
// F4. No worker, and no process that a worker started in its own group, outlives the pool's process.

export interface FunctionPool {
  /** Replaces the set. Workers of a changed or removed function end after their invocation under way. */
  define(functions: readonly FunctionDefinition[]): void;
  /** Rejects only with POOL_CLOSED: then nothing is known of the outcome. */
  invoke(request: InvocationRequest): Promise<InvocationResult>;
  /** Waits for what is under way for at most the grace, then kills. What has not started is rejected. */
  close(): Promise<void>;
}

export interface FunctionPoolOptions {
  readonly clock: Clock;
  /** Where packages are unpacked. Default: a folder of its own among the temporary ones, removed at the close. */
  readonly packagesFolder?: string;
  readonly region?: string;
  readonly account?: string;
  readonly logs?: (line: FunctionLog) => void;
  /** What a new worker reaches AWS's services on the ground with. Default: nothing. */
  readonly aws?: (definition: FunctionDefinition) => WorkerAws | undefined;
  /** Replaces the references to secrets in a text. Default: what refers to one cannot be started. */
  readonly secrets?: { resolve(text: string): Promise<string> };
  /** How many worker processes there may be in all; default 64. */
  readonly processesMax?: number;
  /** How long a worker may be without work before it is ended; default 5 minutes. */
  readonly idleSeconds?: number;
  /** How long `close` waits for invocations under way; default 2 seconds. */
  readonly closeGraceSeconds?: number;
  /** How many invocations of one function may wait; default 10,000. */
  readonly waitingMax?: number;
}

export interface WorkerAws {
  /** Gives way to the function's own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Called once the worker is gone. */
  ended(): void;
}

export interface InvocationRequest {
  readonly name: string;
  /** JSON text. */
  readonly payload: string;
  readonly requestId: string;
  /** JSON text. */
  readonly clientContext?: string;
}

export type InvocationResult =
  | {
      readonly kind: "succeeded";
      /** JSON text; "null" for undefined. */
      readonly payload: string;
    }
  | ({ readonly kind: "failed" } & FunctionError)
  /** Too many wait already: Lambda's TooManyRequestsException. */
  | { readonly kind: "throttled" }
  | { readonly kind: "not-found" };

/** The function's error as Lambda's Node runtime writes it. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  /** The stack's lines; empty where there is none. */
  readonly trace: readonly string[];
  /** The error as a runtime other than ours wrote it, JSON text. */
  readonly body?: string;
}

/** One line that a function printed, or that the pool says about it. */
export interface FunctionLog {
  readonly functionName: string;
  /** Absent: printed while no invocation was under way (the handler's module being loaded, say). */
  readonly requestId?: string;
  readonly stream: OutputStream | "platform";
  readonly at: EpochMs;
  readonly text: string;
}
