import type { ExecutionLimits, Resource, TaskRef } from "@landbridge/asl";
import type { Clock, ExecutionId, Failure, HistoryEvent, Json, Random, TaskToken } from "@landbridge/model";
import type { ObjectStore } from "@landbridge/objects";
import type { Holdings, Store } from "@landbridge/store";
import type { Home } from "./arns.ts";
import type { Forward } from "./memory/homes.ts";

export interface EngineOptions {
  readonly store: Store;
  /** Where there is one holder of all: its one partition. */
  readonly partition: number;
  /** The epoch of the lease under which this engine holds that partition. */
  readonly epoch: () => number;
  /** What this node holds of a store that nodes share; `partition` and `epoch` then say nothing. */
  readonly holdings?: Holdings;
  /** The way to a partition that is held elsewhere. */
  readonly forward?: Forward;
  /** An activity's task waits here and no worker does, or the other way round; other nodes may have what is missing. */
  readonly unmatched?: (what: "task" | "worker", activityArn: string) => void;
  /** Another holds this partition now; its memory is dropped. */
  readonly takenOver?: (partition: number, epoch: number) => void;
  readonly clock: Clock;
  readonly random: Random;
  /** 32 bytes, derived from the master key: task tokens are made with it. */
  readonly tokenKey: Uint8Array;
  readonly home: Home;
  /** Runs every task that the engine does not run itself (it runs `states:startExecution`). */
  readonly tasks: TaskRunner;
  /** What ItemReader and ResultWriter read from and write to; absent: States.ItemReaderFailed, States.ResultWriterFailed. */
  readonly objects?: ObjectStore;
  /** For every execution. Default: what its revision says. */
  readonly limits?: ExecutionLimits;
  readonly log?: EngineLog;
}

/** What a task calls, for which execution, under which token. */
export interface TaskCall {
  readonly execution: ExecutionId;
  readonly executionArn: string;
  readonly ref: TaskRef;
  readonly token: TaskToken;
  readonly resource: Resource;
  readonly payload: Json;
}

/** One delivery of a task. It may come again after a crash, always under the same token (law 2). */
export interface TaskOrder extends TaskCall {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** How a runner answers. Each may be called late, twice or never; the engine takes what still counts. */
export interface TaskReply {
  /** A worker has taken the activity. */
  started(workerName?: string): void;
  /** The called service has answered; the result comes later by the token. */
  submitted(output: Json): void;
  succeeded(output: Json): void;
  failed(failure: Failure): void;
  /** It could not be delivered, for no fault of the task: it is delivered again soon, if it is still wanted. */
  undelivered(): void;
}

export interface TaskRunner {
  /** Returns at once; never throws. */
  start(order: TaskOrder, reply: TaskReply): void;
  /** Nobody waits for this task any longer. */
  cancel(task: TaskCall): void;
}

/** What happened, after it was committed: for the terminal, metrics and whoever watches. */
export interface ExecutionNews {
  readonly id: ExecutionId;
  readonly arn: string;
  readonly machineName: string;
  readonly name: string;
  readonly history: readonly HistoryEvent[];
}

export interface EngineLog {
  warn(message: string, facts: Readonly<Record<string, unknown>>): void;
  error(message: string, facts: Readonly<Record<string, unknown>>): void;
}

export const silentLog: EngineLog = { warn: () => {}, error: () => {} };
