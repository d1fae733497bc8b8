import type {
  CallbackOutcome,
  Command,
  EpochMs,
  HostName,
  HostShare,
  HostTarget,
  JobDefinition,
  JobRestart,
  JobRetry,
  ProcessIdentity,
  Run,
} from "@landbridge/model";

/** A run as its row keeps it: what everybody may see, and what its way to the end needs. */
export interface RunRecord {
  readonly run: Run;
  readonly phase: RunPhase;
  /** Holds its job's slot, or waits for it. */
  readonly isSlotted: boolean;
  /** Absent once over: an environment that may be sensitive is not kept longer than it is needed. */
  readonly plan?: RunPlan;
  /** Somebody wants it ended; it is never tried again then. */
  readonly stop?: StopRequest;
  /** How often it was launched again because its process was lost (`restart: elsewhere`). */
  readonly moves?: number;
  /** What came by the callback URL of that attempt; its process ends by it. */
  readonly callback?: { readonly attempt: number; readonly outcome: CallbackOutcome };
}

export type RunPhase =
  /** For its slot. */
  | { readonly kind: "waiting" }
  /** It may be ordered, but no host fits; no process. `from`: the host that lost its last attempt. */
  | { readonly kind: "placing"; readonly until: EpochMs; readonly from?: HostName }
  /** Its attempt may have a process, or may get one at any moment. */
  | { readonly kind: "ordered" }
  | { readonly kind: "started"; readonly identity: ProcessIdentity }
  /** Between two attempts: no process. */
  | { readonly kind: "resting"; readonly until: EpochMs }
  | { readonly kind: "over" };

export interface StopRequest {
  readonly principal: string;
  readonly reason?: string;
  readonly at: EpochMs;
}

/** What was fixed at the launch: an apply changes later launches only. */
export interface RunPlan {
  readonly target?: HostTarget;
  readonly requires?: HostShare;
  readonly waitForHostSeconds?: number;
  readonly restart?: JobRestart;
  readonly command: Command;
  readonly workingDirectory?: string;
  /** References to secrets as they stand in the definition. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variables with such references; absent: none. */
  readonly secrets?: readonly string[];
  /** Variables that the process is given as files; absent: none. */
  readonly files?: readonly string[];
  readonly timeoutSeconds?: number;
  readonly killGraceSeconds: number;
  readonly successExitCodes: readonly number[];
  readonly retry: JobRetry;
  readonly outputBytesMax: number;
  readonly limits?: "ground";
  readonly isSensitive: boolean;
  readonly hasCallback?: true;
}

/** A record and the version of the row that it was read from. */
export interface StoredRun {
  readonly record: RunRecord;
  readonly version: number;
}

export function toPlan(
  definition: JobDefinition,
  { environment, secrets, files }: Required<Pick<RunPlan, "environment" | "secrets" | "files">>,
): RunPlan {
  const { workingDirectory, timeoutSeconds, limits, target, requires, waitForHostSeconds, restart } =
    definition;
  return {
    ...(target && { target }),
    ...(requires && { requires }),
    ...(waitForHostSeconds === undefined ? {} : { waitForHostSeconds }),
    ...(restart && { restart }),
    command: definition.command,
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    environment,
    ...(secrets.length === 0 ? {} : { secrets }),
    ...(files.length === 0 ? {} : { files }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    killGraceSeconds: definition.killGraceSeconds,
    successExitCodes: definition.successExitCodes,
    retry: definition.retry,
    outputBytesMax: definition.outputBytesMax,
    ...(limits && { limits }),
    isSensitive: definition.data === "sensitive",
    ...(definition.hasCallback && { hasCallback: true }),
  };
}

/** A process may be alive, as far as anybody knows. */
export function mayLive(record: RunRecord): boolean {
  return record.phase.kind === "ordered" || record.phase.kind === "started";
}

export function isOver(record: RunRecord): boolean {
  return record.phase.kind === "over";
}
