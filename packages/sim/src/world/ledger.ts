import type { TaskOrder } from "@landbridge/engine";
import type { LaunchAnswer } from "@landbridge/jobs";
import type { ExecutionId, Json, Run, RunId } from "@landbridge/model";

/** What clients and the outside world were told, and what they saw: the promises that are held against the store. */
export interface Ledger {
  readonly executions: AcknowledgedExecution[];
  readonly stops: ExecutionId[];
  readonly redrives: { readonly id: ExecutionId; readonly token: string }[];
  readonly launches: AcknowledgedLaunch[];
  readonly runStops: RunId[];
  readonly results: TaskResultSent[];
  /** Every call of `settled`, in order. */
  readonly told: Run[];
  readonly deliveries: TaskOrder[];
}

export interface AcknowledgedExecution {
  readonly id: ExecutionId;
  readonly arn: string;
  readonly machine: string;
  /** Absent: the client left it to us. */
  readonly name: string | undefined;
  readonly input: Json;
}

export interface AcknowledgedLaunch {
  readonly job: string;
  readonly input: Json;
  readonly key: string | undefined;
  readonly body: string;
  readonly answer: LaunchAnswer | "conflict";
}

export interface TaskResultSent {
  readonly token: string;
  /** In the result itself, so that it can be found again. */
  readonly mark: string;
  /** Told that it was taken; otherwise nothing is known of it. */
  isTaken: boolean;
}

export function createLedger(): Ledger {
  return {
    executions: [],
    stops: [],
    redrives: [],
    launches: [],
    runStops: [],
    results: [],
    told: [],
    deliveries: [],
  };
}
