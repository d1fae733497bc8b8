import type { EpochMs, ExecutionId, HostName, RunId, TaskToken } from "./brand.ts";
import type { Json } from "./json.ts";

/**
 * QUEUED waits for its slot; REFUSED never got one; UNREACHABLE is alive as far as anybody knows and
 * keeps its slot; LOST is set on evidence only (docs/decisions/0004).
 */
export const runStatuses = [
  "QUEUED",
  "RUNNING",
  "UNREACHABLE",
  "SUCCEEDED",
  "FAILED",
  "TIMED_OUT",
  "STOPPED",
  "REFUSED",
  "LOST",
] as const;
export type RunStatus = (typeof runStatuses)[number];

const openStatuses: ReadonlySet<RunStatus> = new Set<RunStatus>(["QUEUED", "RUNNING", "UNREACHABLE"]);

/** Whether the run has no outcome yet. */
export function isOpenRun(status: RunStatus): boolean {
  return openStatuses.has(status);
}

/** How a process ended. */
export type ProcessExit =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string };

/** Who or what asked for a launch. */
export type LaunchCause =
  | { readonly kind: "api"; readonly principal: string }
  | { readonly kind: "schedule"; readonly schedule: string; readonly due: EpochMs }
  | { readonly kind: "execution"; readonly execution: ExecutionId; readonly taskToken?: TaskToken };

/** How far a process says that it is. */
export interface RunProgress {
  /** 0 to 100. */
  readonly percent?: number;
  /** At most 1,000 characters. */
  readonly message?: string;
  /** At most 50 numbers by name. */
  readonly metrics?: Readonly<Record<string, number>>;
}

export const progressLimits = { messageCharactersMax: 1_000, metricsMax: 50, metricNameMax: 100 } as const;

/** What the service that a run called said of its work, by the run's callback URL. */
export interface CallbackOutcome {
  readonly status: "SUCCEEDED" | "FAILED";
  readonly result?: Json;
  /** One sentence. */
  readonly reason?: string;
}

/** One launch of a job, from launch to terminal status, with all its attempts. */
export interface Run {
  readonly id: RunId;
  readonly job: string;
  readonly status: RunStatus;
  readonly cause: LaunchCause;
  readonly input: Json;
  /** From 1; grows with the job's `retry`. 0: nothing was started yet. */
  readonly attempt: number;
  readonly host?: HostName;
  readonly requestedAt: EpochMs;
  readonly startedAt?: EpochMs;
  readonly endedAt?: EpochMs;
  readonly exit?: ProcessExit;
  /** REFUSED: the run that held the slot. */
  readonly blockingRun?: RunId;
  /** One sentence for the operator: why it failed, was refused, stopped or lost. */
  readonly reason?: string;
  /** What the job left in its result file. */
  readonly result?: Json;
  /** The newest of the present attempt. */
  readonly progress?: RunProgress & { readonly at: EpochMs };
}
