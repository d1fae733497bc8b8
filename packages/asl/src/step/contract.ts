import type {
  EpochMs,
  ExecutionStatus,
  Failure,
  HistoryEvent,
  Json,
  JsonArray,
  JsonObject,
  Seed,
  TaskToken,
} from "@landbridge/model";
import type { Breathe } from "../data/scope.ts";
import type { Texts } from "../data/texts.ts";
import type { Resource } from "../definition/machine.ts";
import type { ExecutionLimits } from "../limits.ts";
import type { MapRunPlan } from "./map-run-plan.ts";

// The interpreter's contract (docs/decisions/0002):
//
//     step(machine, state, events, facts) -> Turn, or a promise of one
//
// T1. Pure: the same arguments give the same Turn, byte for byte. No clock, no chance, no I/O.
// T2. `step` changes nothing it is given. The state after the turn is `applyDelta(state, turn.delta)`,
//     live and at recovery alike, so what recovery builds is what ran.
// T3. Commands are data for the shell, to act on after the turn is committed, never before.
// T4. Time passes for an execution only when it is stepped: the shell steps it at `turn.wakeAt` at the
//     latest, with no event at all if there is none, and whatever is due by `facts.now` happens.
// T5. A turn ends when every thread waits for something named: a task, an instant, or its siblings; or when
//     it has used up its budget, and then `wakeAt` is now.

/** What stays the same for an execution's whole life; kept in its row, not in its deltas. */
export interface ExecutionFacts {
  /** The ARN. */
  readonly id: string;
  readonly name: string;
  readonly machineArn: string;
  readonly machineName: string;
  readonly roleArn: string;
  readonly startedAt: EpochMs;
  readonly input: Json;
}

/** A turn's facts: what the interpreter may not find out by itself. */
export interface Facts {
  readonly now: EpochMs;
  readonly seed: Seed;
  /** The token of one task of this execution; the same for the same task, always. */
  readonly tokenOf: (task: TaskRef) => TaskToken;
  readonly limits: ExecutionLimits;
  /**
   * Resolves when others have had their turn: an expression that goes on for long awaits it now and then, so
   * that it cannot hold up everybody else. It says nothing and decides nothing. Absent: nobody waits.
   */
  readonly breathe?: Breathe | undefined;
}

/** Names a task in its execution. `task` is never used twice, so a retry is another task. */
export interface TaskRef {
  readonly frame: number;
  readonly task: number;
}

/** What happened outside. */
export type ExecutionEvent =
  | { readonly kind: "Start" }
  | { readonly kind: "TaskStarted"; readonly ref: TaskRef; readonly workerName?: string }
  /** The called service has answered; the result comes later, by callback (`.sync`, `.waitForTaskToken`). */
  | { readonly kind: "TaskSubmitted"; readonly ref: TaskRef; readonly output: Json }
  | { readonly kind: "TaskSucceeded"; readonly ref: TaskRef; readonly output: Json }
  | { readonly kind: "TaskFailed"; readonly ref: TaskRef; readonly failure: Failure }
  | { readonly kind: "TaskHeartbeat"; readonly ref: TaskRef }
  /** The map run is stored and goes on by itself; nobody need start it again. */
  | { readonly kind: "MapRunTaken"; readonly ref: TaskRef }
  | { readonly kind: "MapRunSucceeded"; readonly ref: TaskRef; readonly output: Json }
  | { readonly kind: "MapRunFailed"; readonly ref: TaskRef; readonly failure: Failure }
  /** For a map run of this execution; the shell's own, as what is changed is not part of an execution's state. */
  | { readonly kind: "UpdateMapRun"; readonly mapRun: string; readonly changes: MapRunChanges }
  | { readonly kind: "Stop"; readonly failure: Failure }
  /** A closed execution goes on from the steps that did not succeed; `fromStart`: it begins anew. `token` is the shell's. */
  | { readonly kind: "Redrive"; readonly fromStart?: boolean; readonly token?: string };

/** Source: AWS Step Functions API Reference, "UpdateMapRun". Absent: as it is. */
export interface MapRunChanges {
  readonly maxConcurrency?: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** One per event: whether it was taken. `stale`: its task is over, or never was. */
export type Answer = "taken" | "stale";

export type Command =
  /** At least once, always under the same token, which the shell derives from the ref; it is the idempotency key. */
  | {
      readonly kind: "StartTask";
      readonly ref: TaskRef;
      readonly resource: Resource;
      readonly payload: Json;
      readonly timeoutSeconds: number | undefined;
      readonly heartbeatSeconds: number | undefined;
    }
  /** Nobody waits for it any longer: the branch failed, the task timed out, the execution was stopped. */
  | {
      readonly kind: "CancelTask";
      readonly ref: TaskRef;
      readonly resource: Resource;
      readonly payload: Json;
    }
  /** Run the items of a distributed Map as executions of their own. At least once; `ref` is its key. */
  | { readonly kind: "StartMapRun"; readonly ref: TaskRef; readonly plan: MapRunPlan }
  /** Run what did not succeed of a map run once more. At least once; from now on `ref` is its key. */
  | { readonly kind: "RedriveMapRun"; readonly ref: TaskRef; readonly arn: string }
  /** Nobody waits for the map run any longer: its executions are to be stopped. */
  | { readonly kind: "CancelMapRun"; readonly ref: TaskRef };

export interface Turn {
  readonly delta: Delta;
  readonly history: readonly HistoryEvent[];
  readonly commands: readonly Command[];
  readonly answers: readonly Answer[];
  readonly status: ExecutionStatus;
  /** When the execution wants to be stepped again though nothing happens; null: never. */
  readonly wakeAt: EpochMs | null;
  /** Whether a task is under way that would have to be delivered again after a restart. */
  readonly isTaskUnderWay: boolean;
}

/** An execution between two turns. Belongs to whoever holds it; changed by `applyDelta` alone. */
export interface ExecutionState {
  readonly execution: ExecutionFacts;
  status: ExecutionStatus;
  /** Present once SUCCEEDED. */
  output: Json | undefined;
  /** Present once FAILED or ABORTED, where there is one. */
  failure: Failure | undefined;
  redriveCount: number;
  /** When it was redriven last: its own timeout counts from then. */
  redrivenAt: EpochMs | null;
  lastEventId: number;
  lastFrameId: number;
  lastTaskId: number;
  readonly frames: Map<number, Frame>;
  /** The frames with a `due`, derived from `frames`. */
  readonly due: Map<number, EpochMs>;
  /** The frames whose task is to be delivered again after a restart, derived from `frames`. */
  readonly underWay: Set<number>;
  /** Texts of values that it has in hand; remembered only, so it counts for nothing (T2) and is never stored. */
  readonly texts: Texts;
}

/** What a turn changed: the whole of it is in the journal. Members that did not change are absent. */
export interface Delta {
  readonly status?: ExecutionStatus;
  readonly output?: Json;
  readonly failure?: Failure;
  /** In the turn that redrives: what the execution had come to is forgotten. */
  readonly redriveCount?: number;
  readonly redrivenAt?: EpochMs;
  readonly lastEventId: number;
  readonly lastFrameId?: number;
  readonly lastTaskId?: number;
  /** New frames whole, changed ones by member, ended ones as null. */
  readonly frames?: Readonly<Record<string, Partial<Frame> | null>>;
}

/**
 * A thread of control: the execution itself, one branch of a Parallel, or one iteration of a Map. It
 * is in exactly one state, or has reached its end and waits for its siblings. When the execution closes without
 * success its threads are kept as they were: a redrive goes on with them.
 *
 * Members are replaced, never changed inside, and a delta holds only those that were: so what is
 * large (`input`, `items`) is written once, and what moves often (`open`, `due`) is small.
 */
export interface Frame {
  readonly id: number;
  /** The frame whose Parallel or Map this one belongs to; 0 for the root. */
  readonly parent: number;
  /** Which branch or iteration. */
  readonly index: number;
  readonly block: string;
  readonly state: string;
  /** The state's raw input. */
  readonly input: Json;
  readonly enteredAt: EpochMs;
  /** The …StateEntered event. */
  readonly enteredEvent: number;
  /** The event before that one: EvaluationFailed and ExecutionAborted point there. */
  readonly enteredFrom: number;
  /** The newest event of this thread. */
  readonly lastEvent: number;
  /** How often the state was retried, in all, and by each retrier. */
  readonly retryCount: number;
  readonly retriesBy: readonly number[];
  readonly variables: JsonObject;
  /** The Map's item, for the context object's Map.Item.Value. */
  readonly item: Json | undefined;
  readonly doing: Doing;
  /** The next instant that matters to this frame: a wait's end, a retry, a timeout or a missed heartbeat. */
  readonly due: EpochMs | null;
  readonly task: TaskInHand | null;
  /** When the task is given up unless it shows life: its newest sign of life plus its heartbeat. */
  readonly heartbeatAt: EpochMs | null;
  /**
   * The task needs no second delivery: a service that answers twice (`.sync`, `.waitForTaskToken`) has
   * given its first answer, or a worker has taken the activity.
   */
  readonly isHandedOver: boolean;
  readonly fanOut: FanOut | null;
  /** A Map's items, once evaluated. */
  readonly items: JsonArray | null;
  /** Once `doing` is "ended". */
  readonly output: Json | undefined;
}

/**
 * "ready": about to enter `state`, in the next turn, because this one had used up its budget.
 * "task", "map-run", "wait", "retry", "fan-out": in `state`. "ended": past the last state of its block.
 */
export type Doing = "ready" | "task" | "map-run" | "wait" | "retry" | "fan-out" | "ended";

export interface TaskInHand {
  readonly task: number;
  readonly payload: Json;
  readonly timeoutAt: EpochMs | null;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

export interface FanOut {
  /** Branches or iterations that have not ended. */
  readonly open: number;
  /** The next iteration to start. */
  readonly next: number;
  readonly maxConcurrency: number;
}
