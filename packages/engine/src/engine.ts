import type { Answer, ExecutionEvent, Headroom, MapRunChanges } from "@landbridge/asl";
import type { EpochMs, ExecutionId, Failure, StateMachineDefinition } from "@landbridge/model";
import type { EntryPart } from "@landbridge/store";
import type { Catalogue } from "./catalogue/catalogue.ts";
import type { listMachines } from "./definitions/machines.ts";
import type { ExecutionQuery, listExecutions } from "./executions/list-executions.ts";
import type { ExecutionDescription, executionHistory, HistoryQuery } from "./executions/read.ts";
import type { RedrivenExecution, RedriveRequest } from "./executions/redrive.ts";
import type { StartedExecution, StartRequest } from "./executions/start.ts";
import type { TaskOutcome } from "./integrations/outcome.ts";
import type { MapRunDescription } from "./map-runs/describe.ts";
import type { listMapRuns } from "./map-runs/read.ts";
import type { ExecutionNews, TaskOrder } from "./options.ts";
import type { MachineRecord } from "./rows/machine-row.ts";
import type { ActivityTask } from "./tasks/activities.ts";
import type { TaskOnce } from "./tasks/call-task.ts";
import type { TaskResult } from "./tasks/task-result.ts";

export interface Engine {
  /** Reads what is open and goes on with it. First of all, and after a change of epoch. */
  recover(): Promise<void>;
  /** One step of the loop. */
  tick(): Promise<void>;
  /** Of a store that nodes share: reads the partition, which is held here from now on, and goes on with it. Never rejects. */
  take(partition: number): Promise<void>;
  /** It is not held here any longer, or is about to be given up: what is in memory of it is not used again. */
  leave(partition: number): void;
  /** What another node asks of an execution whose partition is held here. Throws EngineStopped where it is not. */
  receive(execution: ExecutionId, event: ExecutionEvent): Promise<Answer | undefined>;
  /** Steps by itself from now on. */
  run(): void;
  stop(): void;
  readonly isReady: boolean;
  /** Resolves when the engine has given up for good: another holds its partition, or the store closed itself. */
  readonly fenced: Promise<unknown>;
  start(request: StartRequest): Promise<StartedExecution>;
  /** Resolves after the commit. Throws ExecutionDoesNotExist; stopping a closed execution changes nothing. */
  stopExecution(idOrArn: string, failure: Failure): Promise<void>;
  /**
   * A closed execution goes on from the steps that did not succeed. Resolves after the commit.
   * Throws ExecutionDoesNotExist, ExecutionNotRedrivable, ValidationException.
   */
  redrive(idOrArn: string, request?: RedriveRequest): Promise<RedrivenExecution>;
  /** By token. Throws InvalidToken, or TaskTimedOut where the task is over. */
  finishTask(token: string, result: TaskResult): Promise<void>;
  /** Calls what a Task would call, once, for no execution. Never rejects. */
  callTask(call: TaskOnce): Promise<TaskOutcome>;
  /** Activities and the tasks that wait for a worker. Kept in memory; their owner makes them known at start-up. */
  readonly activities: Activities;
  /** State machines, versions, aliases, activities and tags as AWS's API keeps them. */
  readonly catalogue: Catalogue;
  describe(idOrArn: string): Promise<ExecutionDescription>;
  /** How far it is from AWS's limits; reads its history. Throws ExecutionDoesNotExist. */
  headroom(idOrArn: string): Promise<Headroom>;
  list(query: ExecutionQuery): ReturnType<typeof listExecutions>;
  history(idOrArn: string, query: HistoryQuery): ReturnType<typeof executionHistory>;
  /** By id or ARN. Throws ResourceNotFound. */
  describeMapRun(idOrArn: string): Promise<MapRunDescription>;
  /**
   * Of a map run that runs. Resolves after the commit. Throws ResourceNotFound, ValidationException.
   */
  updateMapRun(idOrArn: string, changes: MapRunChanges): Promise<void>;
  /** Of one execution, newest first. Throws ExecutionDoesNotExist. */
  mapRuns(
    idOrArn: string,
    query: { readonly limit: number; readonly after?: string },
  ): ReturnType<typeof listMapRuns>;
  machine(name: string): Promise<MachineRecord>;
  /** The text of one revision. */
  definition(machine: string, revision: string): Promise<string>;
  machines(limit: number, after?: string): ReturnType<typeof listMachines>;
  machineWrites(
    definitions: readonly StateMachineDefinition[],
    removed: readonly string[],
  ): Promise<EntryPart>;
  /** Called after each commit, in order. Must not throw. */
  subscribe(listener: (news: ExecutionNews) => void): () => void;
  stats(): { readonly residentExecutions: number; readonly waitingTurns: number };
}

export interface Activities {
  /** Gives when it was made first. Throws ActivityLimitExceeded. */
  create(arn: string): EpochMs;
  delete(arn: string): void;
  /** Throws ActivityDoesNotExist. */
  createdAt(arn: string): EpochMs;
  list(): readonly { readonly arn: string; readonly createdAt: EpochMs }[];
  /** Waits up to 60 seconds for a task; it is the worker's once this resolves. Throws ActivityDoesNotExist. */
  poll(arn: string, workerName?: string, gone?: AbortSignal): Promise<ActivityTask | undefined>;
  /** Between nodes: see `EngineOptions.unmatched`. */
  isWanted(arn: string): boolean;
  lend(arn: string): TaskOrder | undefined;
  borrowed(arn: string, order: TaskOrder): void;
}
