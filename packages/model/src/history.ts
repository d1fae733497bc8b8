import type { EpochMs } from "./brand.ts";

/**
 * One fact of an execution, in the words of AWS Step Functions' GetExecutionHistory. Kept as it is
 * stored; `toAwsHistoryEvent` gives the shape of the wire.
 */
export interface HistoryEvent {
  /** From 1, without gaps. */
  readonly id: number;
  /** The event that led to this one; 0 for the first two events, as AWS writes it. */
  readonly previousEventId: number;
  readonly timestamp: EpochMs;
  readonly type: HistoryEventType;
  /** The members of the type's `…EventDetails`; absent where AWS has none (ParallelStateSucceeded, say). */
  readonly details?: HistoryEventDetails;
}

/** Inputs, outputs, parameters and definitions are JSON text, as on AWS's wire. */
export interface HistoryEventDetails {
  readonly [member: string]: string | number | boolean | { readonly [member: string]: unknown } | undefined;
}

/**
 * Each type, and the name of its details on the wire. `null`: the type has none.
 * Source: AWS Step Functions API Reference, "HistoryEvent".
 */
export const historyEventDetailsNames = {
  ActivityFailed: "activityFailedEventDetails",
  ActivityScheduled: "activityScheduledEventDetails",
  ActivityScheduleFailed: "activityScheduleFailedEventDetails",
  ActivityStarted: "activityStartedEventDetails",
  ActivitySucceeded: "activitySucceededEventDetails",
  ActivityTimedOut: "activityTimedOutEventDetails",
  ChoiceStateEntered: "stateEnteredEventDetails",
  ChoiceStateExited: "stateExitedEventDetails",
  EvaluationFailed: "evaluationFailedEventDetails",
  ExecutionAborted: "executionAbortedEventDetails",
  ExecutionFailed: "executionFailedEventDetails",
  ExecutionRedriven: "executionRedrivenEventDetails",
  ExecutionStarted: "executionStartedEventDetails",
  ExecutionSucceeded: "executionSucceededEventDetails",
  ExecutionTimedOut: "executionTimedOutEventDetails",
  FailStateEntered: "stateEnteredEventDetails",
  LambdaFunctionFailed: "lambdaFunctionFailedEventDetails",
  LambdaFunctionScheduled: "lambdaFunctionScheduledEventDetails",
  LambdaFunctionScheduleFailed: "lambdaFunctionScheduleFailedEventDetails",
  LambdaFunctionStarted: null,
  LambdaFunctionStartFailed: "lambdaFunctionStartFailedEventDetails",
  LambdaFunctionSucceeded: "lambdaFunctionSucceededEventDetails",
  LambdaFunctionTimedOut: "lambdaFunctionTimedOutEventDetails",
  MapIterationAborted: "mapIterationAbortedEventDetails",
  MapIterationFailed: "mapIterationFailedEventDetails",
  MapIterationStarted: "mapIterationStartedEventDetails",
  MapIterationSucceeded: "mapIterationSucceededEventDetails",
  MapRunAborted: null,
  MapRunFailed: "mapRunFailedEventDetails",
  MapRunRedriven: "mapRunRedrivenEventDetails",
  MapRunStarted: "mapRunStartedEventDetails",
  MapRunSucceeded: null,
  MapStateAborted: null,
  MapStateEntered: "stateEnteredEventDetails",
  MapStateExited: "stateExitedEventDetails",
  MapStateFailed: null,
  MapStateStarted: "mapStateStartedEventDetails",
  MapStateSucceeded: null,
  ParallelStateAborted: null,
  ParallelStateEntered: "stateEnteredEventDetails",
  ParallelStateExited: "stateExitedEventDetails",
  ParallelStateFailed: null,
  ParallelStateStarted: null,
  ParallelStateSucceeded: null,
  PassStateEntered: "stateEnteredEventDetails",
  PassStateExited: "stateExitedEventDetails",
  SucceedStateEntered: "stateEnteredEventDetails",
  SucceedStateExited: "stateExitedEventDetails",
  TaskFailed: "taskFailedEventDetails",
  TaskScheduled: "taskScheduledEventDetails",
  TaskStarted: "taskStartedEventDetails",
  TaskStartFailed: "taskStartFailedEventDetails",
  TaskStateAborted: null,
  TaskStateEntered: "stateEnteredEventDetails",
  TaskStateExited: "stateExitedEventDetails",
  TaskSubmitFailed: "taskSubmitFailedEventDetails",
  TaskSubmitted: "taskSubmittedEventDetails",
  TaskSucceeded: "taskSucceededEventDetails",
  TaskTimedOut: "taskTimedOutEventDetails",
  WaitStateAborted: null,
  WaitStateEntered: "stateEnteredEventDetails",
  WaitStateExited: "stateExitedEventDetails",
} as const satisfies Record<string, string | null>;

export type HistoryEventType = keyof typeof historyEventDetailsNames;

/** The event as GetExecutionHistory gives it; `timestamp` is seconds since 1970, with a fraction. */
export function toAwsHistoryEvent(event: HistoryEvent): Record<string, unknown> {
  const wire: Record<string, unknown> = {
    timestamp: event.timestamp / 1000,
    type: event.type,
    id: event.id,
    previousEventId: event.previousEventId,
  };
  const name = historyEventDetailsNames[event.type];
  if (name !== null && event.details !== undefined) wire[name] = toAwsDetails(event.details);
  return wire;
}

/**
 * Beside each value AWS says whether it was cut short. Nothing is ever cut short here, so that is not
 * stored.
 */
const valuesWithDetails = ["input", "output", "assignedVariables"] as const;

function toAwsDetails(details: HistoryEventDetails): Record<string, unknown> {
  const wire: Record<string, unknown> = { ...details };
  for (const name of valuesWithDetails) {
    if (details[name] !== undefined) wire[`${name}Details`] = { truncated: false };
  }
  return wire;
}
