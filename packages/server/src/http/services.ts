import type { DrainedNodeBody, NodePageBody } from "@landbridge/api";
import type { Headroom, MapRunChanges } from "@landbridge/asl";
import type { MapRunDescription, Redrivability } from "@landbridge/engine";
import type { Expectation, RunQuery } from "@landbridge/jobs";
import type {
  CallbackOutcome,
  EpochMs,
  ExecutionId,
  ExecutionStatus,
  HistoryEvent,
  Issue,
  JobDefinition,
  Json,
  OutputChunk,
  OutputStream,
  ProjectDefinitions,
  Run,
  RunId,
  RunSignal,
  ScheduleDefinition,
  StateMachineDefinition,
} from "@landbridge/model";
import type { DeadLetter, ScheduleOwner } from "@landbridge/scheduler";
import type { SecretStore } from "@landbridge/secrets";
import type { AuditPage, AuditQuery } from "../audit/read.ts";
import type { AuditVerification } from "../audit/verify.ts";
import type { CallbackAttempt } from "../callbacks/callbacks.ts";
import type { HostView } from "../hosts/host-operations.ts";
import type { Webhooks } from "../webhooks/webhooks.ts";

// What HTTP needs of the rest of the server. Everything it is given has been checked against the API's
// schemas; everything it gives is a value of the domain. What cannot be done is thrown as an `ApiError`
// of the catalogue (packages/api); whatever else is thrown is our own mistake and answered with 500.
// A promise resolves after the commit of what it reports (law 1).

export interface Services {
  readonly jobs: JobServices;
  readonly runs: RunServices;
  readonly callbacks: CallbackServices;
  readonly stateMachines: StateMachineServices;
  readonly executions: ExecutionServices;
  readonly mapRuns: MapRunServices;
  readonly tasks: TaskServices;
  readonly schedules: ScheduleServices;
  readonly hosts: HostServices;
  readonly project: ProjectServices;
  readonly nodes: NodeServices;
  readonly audit: AuditServices;
  readonly secrets: SecretServices;
  readonly webhooks: WebhookServices;
  /** False until what was open before is known again: meanwhile whatever needs a key is refused with NOT_READY. */
  readonly isAccepting: () => boolean;
  /** For /readyz: asked often, must be quick, must not throw. */
  readonly readiness: () => Promise<readonly ReadinessCheck[]>;
}

/** WEBHOOK_NOT_FOUND, DELIVERY_NOT_FOUND, LIMIT_EXCEEDED */
export type WebhookServices = Pick<Webhooks, "put" | "list" | "delete" | "deliveries" | "redeliver">;

/** What `reveal` would give goes to hosts alone. */
export type SecretServices = Omit<SecretStore, "reveal">;

export interface AuditServices {
  /** Newest first. */
  list(query: AuditQuery): Promise<AuditPage>;
  verify(): Promise<AuditVerification>;
  /** Lines of JSON, oldest first. */
  export(): AsyncIterable<string>;
}

export interface NodeServices {
  list(): Promise<NodePageBody>;
  /** NODE_NOT_FOUND */
  drain(name: string, request: { readonly undo: boolean }): Promise<DrainedNodeBody>;
}

export interface PageRequest {
  readonly limit: number;
  /** From `next` of a page before, unread: INVALID_CURSOR is for the service to throw. */
  readonly cursor?: string;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  /** Absent: this was the last page. */
  readonly next?: string;
}

/** Committed with what it admits; the same key and principal with another `bodyHash` is IDEMPOTENCY_KEY_REUSED. */
export interface Idempotency {
  readonly principal: string;
  readonly key: string;
  /** Of the operation, its parameters and its body. */
  readonly bodyHash: string;
}

export interface HostServices {
  list(page: PageRequest): Promise<PageOf<HostView>>;
  /** HOST_NOT_FOUND, as all below but `enrol` */
  get(name: string): Promise<HostView>;
  /** HOST_LIMIT, HOST_BUSY, INVALID_REQUEST */
  enrol(request: {
    readonly name: string;
    readonly expiresInSeconds?: number;
    readonly principal: string;
  }): Promise<{ readonly host: HostView; readonly token: string; readonly expiresAt: EpochMs }>;
  drain(name: string): Promise<HostView>;
  resume(name: string): Promise<HostView>;
  /** HOST_UNREACHABLE */
  rotate(name: string): Promise<HostView>;
  /** HOST_BUSY */
  remove(name: string): Promise<HostView>;
}

export interface JobServices {
  list(page: PageRequest): Promise<PageOf<JobView>>;
  /** JOB_NOT_FOUND */
  get(name: string): Promise<JobView>;
}

export interface JobView {
  readonly definition: JobDefinition;
  readonly appliedAt: EpochMs;
}

export interface RunServices {
  /** JOB_NOT_FOUND, RUN_BLOCKED (with `run` and `blockingRun`, replayed ones too), IDEMPOTENCY_KEY_REUSED, LIMIT_EXCEEDED, OVERLOADED */
  launch(request: {
    readonly job: string;
    readonly input: Json;
    readonly principal: string;
    readonly idempotency?: Idempotency;
  }): Promise<{ readonly run: Run; readonly isReplay: boolean }>;
  list(query: PageRequest & RunFilter): Promise<PageOf<Run>>;
  /** RUN_NOT_FOUND, as all below */
  get(run: RunId): Promise<Run>;
  /** PRECONDITION_FAILED */
  stop(
    run: RunId,
    by: { readonly principal: string; readonly reason?: string; readonly expects?: Expectation },
  ): Promise<Run>;
  /** RUN_NOT_RUNNING, HOST_UNREACHABLE */
  signal(run: RunId, signal: RunSignal): Promise<{ readonly run: Run; readonly processCount: number }>;
  /** RUN_NOT_RESOLVABLE, PRECONDITION_FAILED */
  resolve(
    run: RunId,
    by: { readonly principal: string; readonly reason: string; readonly expects?: Expectation },
  ): Promise<Run>;
  /** LOG_NOT_FOUND, HOST_UNREACHABLE */
  readOutput(request: {
    readonly run: RunId;
    readonly attempt: number;
    readonly stream: OutputStream;
    readonly offset: number;
    readonly bytesMax: number;
    readonly withTimes?: boolean;
  }): Promise<OutputChunk>;
  /** Calls back whenever the attempt's output may have grown or ended; resolves to the undoing. */
  watchOutput(run: RunId, attempt: number, changed: () => void): Promise<() => void>;
}

export interface CallbackServices {
  /** CALLBACK_NOT_FOUND */
  find(token: string): CallbackAttempt;
  /** CALLBACK_USED, CALLBACK_OVER, BODY_TOO_LARGE */
  tell(attempt: CallbackAttempt, outcome: CallbackOutcome): Promise<void>;
}

export type RunFilter = Omit<RunQuery, "limit" | "cursor">;

export interface StateMachineServices {
  list(page: PageRequest): Promise<PageOf<StateMachineView>>;
  /** STATE_MACHINE_NOT_FOUND */
  get(name: string): Promise<StateMachineView>;
}

export interface StateMachineView extends StateMachineDefinition {
  readonly arn: string;
  readonly revision: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

export interface ExecutionServices {
  /** STATE_MACHINE_NOT_FOUND, EXECUTION_EXISTS, IDEMPOTENCY_KEY_REUSED, LIMIT_EXCEEDED, OVERLOADED */
  start(request: {
    readonly stateMachine: string;
    /** Absent: one is made. */
    readonly name?: string;
    readonly input: Json;
    readonly principal: string;
    readonly idempotency?: Idempotency;
  }): Promise<{ readonly execution: ExecutionView; readonly isReplay: boolean }>;
  list(
    query: PageRequest & { readonly stateMachine?: string; readonly status?: ExecutionStatus },
  ): Promise<PageOf<ExecutionView>>;
  /** By id or ARN. EXECUTION_NOT_FOUND, as all below. */
  get(execution: string): Promise<ExecutionView>;
  history(
    execution: string,
    page: PageRequest & { readonly isReversed: boolean },
  ): Promise<PageOf<HistoryEvent>>;
  stop(
    execution: string,
    by: { readonly principal: string; readonly error?: string; readonly cause?: string },
  ): Promise<ExecutionView>;
  /** EXECUTION_NOT_REDRIVABLE */
  redrive(execution: string, request: { readonly clientToken?: string }): Promise<ExecutionView>;
}

/** Of one execution. EXECUTION_NOT_FOUND, MAP_RUN_NOT_FOUND. */
export interface MapRunServices {
  list(execution: string, page: PageRequest): Promise<PageOf<MapRunDescription>>;
  get(mapRun: string): Promise<MapRunDescription>;
  /** MAP_RUN_ENDED */
  update(mapRun: string, changes: MapRunChanges): Promise<MapRunDescription>;
}

export interface ExecutionView {
  readonly id: ExecutionId;
  readonly arn: string;
  readonly name: string;
  readonly stateMachine: string;
  readonly revision: string;
  readonly status: ExecutionStatus;
  readonly startedAt: EpochMs;
  readonly stoppedAt?: EpochMs;
  readonly input: Json;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  readonly redrivenAt?: EpochMs;
  /** Where one execution is asked for, as what follows. */
  readonly redrive?: Redrivability;
  readonly headroom?: Headroom;
}

/** TASK_TOKEN_INVALID, TASK_CLOSED */
export interface TaskServices {
  succeed(token: string, output: Json): Promise<void>;
  fail(token: string, failure: { readonly error?: string; readonly cause?: string }): Promise<void>;
  heartbeat(token: string): Promise<void>;
}

export interface ScheduleServices {
  list(page: PageRequest): Promise<PageOf<ScheduleView>>;
  /** SCHEDULE_NOT_FOUND. Past: newest first, as recorded. Upcoming: soonest first, computed. */
  occurrences(
    schedule: string,
    query: PageRequest & { readonly when: "past" | "upcoming" },
  ): Promise<PageOf<OccurrenceView>>;
  /** Newest first. */
  deadLetters(query: PageRequest & { readonly queue?: string }): Promise<PageOf<DeadLetter>>;
  /** DEAD_LETTER_NOT_FOUND. */
  deleteDeadLetter(id: string): Promise<void>;
}

export interface ScheduleView extends ScheduleDefinition {
  readonly owner: ScheduleOwner;
  /** Absent: never again, or DISABLED. */
  readonly nextDue?: EpochMs;
}

export interface OccurrenceView {
  readonly schedule: string;
  readonly due: EpochMs;
  readonly status: "UPCOMING" | "FIRED" | "SKIPPED" | "MISSED";
  readonly decidedAt?: EpochMs;
  /** One sentence: why it was not launched, or was refused. */
  readonly reason?: string;
  /** SKIPPED or MISSED: the same for programs. */
  readonly reasonCode?: string;
  readonly run?: RunId;
  readonly execution?: ExecutionId;
  /** The launch was refused; `run` is the refused one. */
  readonly blockingRun?: RunId;
  /** It stands for so many occurrences, from `from` up to `due`. */
  readonly summary?: { readonly from: EpochMs; readonly count: number };
}

export interface ProjectServices {
  /** Checks everything, then commits all of it or nothing. INVALID_DEFINITION (with every issue). */
  apply(
    definitions: ProjectDefinitions,
    options: { readonly isPlan: boolean; readonly principal: string },
  ): Promise<ProjectChanges>;
}

export interface ProjectChanges {
  readonly changes: readonly {
    readonly kind: "job" | "function" | "state-machine" | "schedule" | "webhook";
    readonly name: string;
    readonly change: "created" | "updated" | "deleted";
  }[];
  readonly unchangedCount: number;
  readonly warnings: readonly Issue[];
}

export interface ReadinessCheck {
  readonly name: string;
  readonly isReady: boolean;
  readonly detail?: string;
}
