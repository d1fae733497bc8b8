import type { EpochMs, Failure, Json, Seed } from "@landbridge/model";
import type { Breathe } from "../data/scope.ts";
import type { Resource } from "../definition/machine.ts";
import type { ExecutionLimits } from "../limits.ts";

// TestState as the API has it. Source: AWS Step Functions API Reference, TestState (2026).

export type InspectionLevel = "INFO" | "DEBUG" | "TRACE";

/** All texts of JSON are as they were sent. */
export interface TestStateRequest {
  /** A state, or with `stateName` a whole state machine. */
  readonly definition: string;
  readonly stateName?: string | undefined;
  /** Needed for a Task that is really called. */
  readonly roleArn?: string | undefined;
  /** Default: "{}". */
  readonly input?: string | undefined;
  /** Default: INFO. */
  readonly inspectionLevel?: InspectionLevel | undefined;
  readonly revealSecrets?: boolean | undefined;
  readonly variables?: string | undefined;
  readonly context?: string | undefined;
  readonly mock?: MockInput | undefined;
  readonly stateConfiguration?: TestStateConfiguration | undefined;
}

export interface MockInput {
  readonly result?: string | undefined;
  readonly errorOutput?:
    | { readonly error?: string | undefined; readonly cause?: string | undefined }
    | undefined;
  /** Default: STRICT. */
  readonly fieldValidationMode?: "STRICT" | "PRESENT" | "NONE" | undefined;
}

export interface TestStateConfiguration {
  readonly retrierRetryCount?: number | undefined;
  readonly errorCausedByState?: string | undefined;
  readonly mapIterationFailureCount?: number | undefined;
  readonly mapItemReaderData?: string | undefined;
}

/** What a test may not find out or do by itself. */
export interface TestStateFacts {
  readonly now: EpochMs;
  readonly seed: Seed;
  readonly home: { readonly partition: string; readonly region: string; readonly account: string };
  /** Default: AWS's. */
  readonly limits?: ExecutionLimits | undefined;
  /** Calls what a Task without a mock calls, once. */
  readonly invoke: (call: TestStateCall) => Promise<TestStateOutcome>;
  /** Resolves at that instant: a Wait is waited for. */
  readonly waitUntil: (instant: EpochMs) => Promise<void>;
  readonly breathe?: Breathe | undefined;
}

export interface TestStateCall {
  readonly resource: Resource;
  readonly payload: Json;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

export type TestStateOutcome = (
  | { readonly kind: "succeeded"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: Failure }
) & {
  /** Of an HTTP Task: what TRACE shows, secrets left out unless they are to be revealed. */
  readonly trace?: { readonly request?: Json; readonly response?: Json };
};

/** As the API answers; members that are absent there are absent here. */
export interface TestStateResult {
  readonly status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR";
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData?: InspectionData;
}

export interface InspectionData {
  readonly input?: string;
  readonly afterInputPath?: string;
  readonly afterParameters?: string;
  readonly afterArguments?: string;
  readonly result?: string;
  readonly afterResultSelector?: string;
  readonly afterResultPath?: string;
  readonly variables?: string;
  readonly request?: Json;
  readonly response?: Json;
  readonly errorDetails?: {
    readonly catchIndex?: number;
    readonly retryIndex?: number;
    readonly retryBackoffIntervalSeconds?: number;
  };
  readonly afterItemsPath?: string;
  readonly afterItemSelector?: string;
  readonly afterItemBatcher?: string;
  readonly afterItemsPointer?: string;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly maxConcurrency?: number;
}
