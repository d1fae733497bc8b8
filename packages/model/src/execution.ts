/** Source: AWS Step Functions API Reference, "DescribeExecution", `status` (PENDING_REDRIVE comes with redrive). */
export const executionStatuses = ["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];

export function isTerminal(status: ExecutionStatus): boolean {
  return status !== "RUNNING";
}

/** A failure that a workflow's author can name in Retry and Catch: a value, never thrown. */
export interface Failure {
  /** "States.Timeout", "Lambda.ServiceException", a name of the author's own; at most 256 characters. */
  readonly error?: string;
  /** At most 32,768 characters. */
  readonly cause?: string;
}
