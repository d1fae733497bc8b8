import type { HostName } from "./brand.ts";
import type { Command, HostShare } from "./host.ts";
import type { Json, JsonObject } from "./json.ts";
import type { WebhookDefinition } from "./webhook.ts";

// What a project folder defines, checked and with every default filled in.

/** What happens to a launch while another run of the job is open. */
export const concurrencyPolicies = ["forbid", "allow", "queue", "replace"] as const;
export type ConcurrencyPolicy = (typeof concurrencyPolicies)[number];

/** A value for a process's environment: text as it stands, or looked up when the run is launched. */
export type EnvironmentValue =
  | string
  /** A JSONPath into the launch's input; text as it is, anything else as JSON. */
  | { readonly input: string; readonly as?: "file" }
  /** A name under `parameters:` in landbridge.yaml. */
  | { readonly parameter: string; readonly as?: "file" }
  /** "file", here and above: the process is given the path of a file of its own, which goes when it has ended. */
  | { readonly text: string; readonly as: "file" };

export interface JobDefinition {
  readonly name: string;
  readonly description?: string;
  readonly command: Command;
  /** Absolute; relative ones are resolved against the project folder when it is read. Default: the attempt's folder. */
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, EnvironmentValue>>;
  /** Absent: no limit. */
  readonly timeoutSeconds?: number;
  readonly killGraceSeconds: number;
  readonly successExitCodes: readonly number[];
  readonly concurrency: ConcurrencyPolicy;
  readonly retry: JobRetry;
  readonly data: "normal" | "sensitive";
  readonly outputBytesMax: number;
  /** Of its runs' inputs and results. Absent: what AWS gives a task. "ground": more. */
  readonly limits?: "ground";
  /** Values that `environment` may name; resolved from the project's `parameters`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Where its runs live. Absent: on the host `local`, which every server brings along. */
  readonly target?: HostTarget;
  /** What a run takes of its host while it may be alive. Absent: one slot. */
  readonly requires?: HostShare;
  /** How long a run waits, QUEUED, for a host that fits; 0: it fails at once. Absent: an hour. */
  readonly waitForHostSeconds?: number;
  /** What becomes of a run whose host is silent. Absent: it waits for its host, or for an operator's word. */
  readonly restart?: JobRestart;
  /** Each attempt has a URL at which whoever it called says how the work ended. */
  readonly hasCallback?: true;
}

export const hostChoices = ["least-loaded", "sticky"] as const;
export type HostChoice = (typeof hostChoices)[number];

export type HostTarget =
  | { readonly kind: "host"; readonly name: HostName }
  /** An expression over labels (host-expression.ts); the choice is made among the hosts for which it holds. */
  | { readonly kind: "hosts"; readonly expression: string; readonly choice: HostChoice };

/**
 * Launched again on another host. The supervisor ends the process by itself once its host has been cut off from
 * the server for so long; only after that time, the grace and a margin does the server launch it elsewhere.
 */
export interface JobRestart {
  readonly kind: "elsewhere";
  readonly killAfterSeconds: number;
}

export interface JobRetry {
  /** Attempts after the first; 0: none. */
  readonly maxAttempts: number;
  readonly intervalSeconds: number;
  readonly backoffRate: number;
}

/**
 * `nodejs` runs in a worker of our own; the others speak Lambda's Runtime API: `python` and `java` through launchers of
 * ours, `provided` by the program `bootstrap` in their folder.
 */
export const functionRuntimes = ["nodejs", "python", "java", "provided"] as const;
export type FunctionRuntime = (typeof functionRuntimes)[number];

export interface FunctionDefinition {
  readonly name: string;
  /** Absent: nodejs. */
  readonly runtime?: FunctionRuntime;
  /** Absolute path: of index.ts, index.mjs or index.js; for the other runtimes of the folder; of a package the .zip. */
  readonly entry: string;
  readonly handler: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** How many may run at once. */
  readonly concurrency: number;
  readonly environment: Readonly<Record<string, string>>;
}

export interface StateMachineDefinition {
  readonly name: string;
  readonly type: "STANDARD" | "EXPRESS";
  /** The Amazon States Language, as JSON text. */
  readonly definition: string;
  readonly roleArn: string;
  /** Absent: AWS's own limits. "ground": wider ones of ours, for an execution that need not run on AWS. */
  readonly limits?: "ground";
}

export interface ScheduleDefinition {
  readonly name: string;
  /** The schedule group. Absent: "default". */
  readonly group?: string;
  readonly description?: string;
  /** `cron(…)`, `rate(…)` or `at(…)`, as in EventBridge Scheduler. */
  readonly expression: string;
  /** IANA name. */
  readonly timezone: string;
  readonly target: ScheduleTarget;
  readonly input: Json;
  readonly state: "ENABLED" | "DISABLED";
  /** Epoch milliseconds; nothing is due before it, and a rate counts from it. Absent: from its creation. */
  readonly startAt?: number;
  /** Epoch milliseconds; nothing is due after it. */
  readonly endAt?: number;
  /** 1 to 1,440: a launch may come that much later than it is due. Absent: at the very time. */
  readonly flexibleWindowMinutes?: number;
  /** Absent: a launch that fails is tried again while it is not too late to be caught up. */
  readonly retry?: ScheduleRetry;
  /** ARN of the queue that takes what could not be launched. */
  readonly deadLetterArn?: string;
  /** Whether the schedule is deleted once its last occurrence was launched. Absent: it stays. */
  readonly afterCompletion?: "DELETE";
  /** Kept for AWS; nothing on the ground is encrypted with it. */
  readonly kmsKeyArn?: string;
}

/** As EventBridge Scheduler's RetryPolicy. */
export interface ScheduleRetry {
  /** 0 to 185, after the first attempt. */
  readonly maxAttempts: number;
  /** 60 to 86,400, since the occurrence was due. */
  readonly maxAgeSeconds: number;
}

export type ScheduleTarget =
  | { readonly kind: "job"; readonly job: string }
  | { readonly kind: "state-machine"; readonly stateMachine: string }
  | { readonly kind: "function"; readonly function: string }
  | AwsScheduleTarget;

/** A target as EventBridge Scheduler names it: a resource, or `arn:aws:scheduler:::aws-sdk:SERVICE:ACTION`. */
export interface AwsScheduleTarget {
  readonly kind: "aws";
  readonly arn: string;
  readonly roleArn: string;
  /** As it was given; in place of the schedule's own `input`. */
  readonly input?: string;
  /** EcsParameters, SqsParameters and the like, kept for AWS. */
  readonly parameters?: JsonObject;
}

/** Everything that a project folder holds, ready to be applied in one commit. */
export interface ProjectDefinitions {
  readonly name: string;
  readonly jobs: readonly JobDefinition[];
  readonly functions: readonly FunctionDefinition[];
  readonly stateMachines: readonly StateMachineDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  /** Absent: none. */
  readonly webhooks?: readonly WebhookDefinition[];
}
