import type { EpochMs, RunId } from "./brand.ts";
import type { Json } from "./json.ts";
import type { CallbackOutcome, ProcessExit, RunProgress } from "./run.ts";

// The interface between the jobs package and a host's agent (docs/decisions/0004). Everything that
// crosses it is data, every message may come twice, and nothing assumes that both ends live in one
// process: today the agent named `local` does, a remote one will not.
//
// H1. An attempt is (run, attempt); its folder on the host is made exclusively, so a second order for
//     the same attempt starts nothing and reports what is known of the first.
// H2. An agent refuses an order or a stop with an epoch lower than the highest it has seen.
// H3. An agent repeats a report until it is acknowledged; an acknowledgement follows the commit.
// H4. "ended" and "gone" are evidence that no process of the attempt is left; nothing else frees a slot.
// H5. A stop for an attempt that the host does not know makes that attempt's folder, as one that was never
//     started, and reports "not-started": an order for it that is still on its way then starts nothing (H1).
// H6. The word of the server renews an attempt's `killAfterSeconds` from the moment at which the host asked for
//     it, by the host's own monotonic clock: never from the moment at which the answer came, which a network may
//     delay. So whoever last heard the host at T knows that the process is gone at T + kill-after + grace.
// H7. An outcome that came by an attempt's callback is laid beside the attempt, whose process looks for it and ends by
//     itself: it is no evidence of an end (H4). The first one stays; one that was lost on its way is told again.

/** One process to start, whole: the host needs to ask nothing. */
export interface RunOrder {
  readonly run: RunId;
  /** From 1. */
  readonly attempt: number;
  /** Of the sender's lease (H2). */
  readonly epoch: number;
  readonly job: string;
  readonly command: Command;
  /** Absolute; default: the attempt's own folder. */
  readonly workingDirectory?: string;
  readonly environment: Readonly<Record<string, string>>;
  /** What the process reaches AWS's services on the ground with; absent: nothing. */
  readonly aws?: RunAws;
  /** Names of variables whose values are secrets: hidden in the output and the result. */
  readonly secrets?: readonly string[];
  /**
   * Names of variables whose values are written to files of mode 0600, and whose paths the process finds instead. The
   * files go when the attempt has ended.
   */
  readonly files?: readonly string[];
  /** Written to a file of mode 0600, whose path the process finds in LANDBRIDGE_INPUT_FILE. */
  readonly input: Json;
  /** From start to SIGTERM; absent: no limit. Enforced on the host, by the supervisor itself. */
  readonly timeoutSeconds?: number;
  /** From SIGTERM to SIGKILL. */
  readonly killGraceSeconds: number;
  /** What stdout and stderr may each occupy on disk; the oldest output is given up first. */
  readonly outputBytesMax: number;
  /**
   * Without the server's word for so long, the supervisor ends the process by itself (H6); absent: never.
   */
  readonly killAfterSeconds?: number;
  /** Where whoever the process calls says how the work ended; the process finds it in LANDBRIDGE_CALLBACK_URL. */
  readonly callback?: RunCallback;
}

/** The address is a secret: whoever has it may end the attempt. Nothing that the host keeps holds it. */
export interface RunCallback {
  readonly path: string;
  /** Origin at which it is served. Absent: the one at which the host reaches the server. */
  readonly origin?: string;
}

export interface RunAws {
  /** Gives way to the job's own. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * Variables that hold an address of the server: the path of each. A host of its own puts the origin before it at which
   * its processes reach the server.
   */
  readonly paths?: Readonly<Record<string, string>>;
  /**
   * Written to a file of mode 0600, whose path the process finds in AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE. The
   * file goes with the attempt; nothing else that the host keeps holds it.
   */
  readonly token: string;
}

export type Command =
  | { readonly kind: "arguments"; readonly argv: readonly [string, ...string[]] }
  | { readonly kind: "shell"; readonly line: string };

/** What tells a process from another one that was given its number later. */
export interface ProcessIdentity {
  /** /proc/sys/kernel/random/boot_id, or what the platform has in its place. */
  readonly bootId: string;
  /** Of the supervisor, which leads the process group: the group's number too. */
  readonly pid: number;
  /** /proc/PID/stat, field 22 (clock ticks since boot), or what the platform has in its place. */
  readonly startTime: string;
}

export type RunReport = { readonly run: RunId; readonly attempt: number; readonly at: EpochMs } & (
  | { readonly kind: "started"; readonly identity: ProcessIdentity }
  | {
      readonly kind: "ended";
      /** "cut-off": its host was without the server's word for longer than `killAfterSeconds` (H6). */
      readonly how: "exited" | "timed-out" | "stopped" | "cut-off";
      readonly exit: ProcessExit;
      /** Parsed from the attempt's LANDBRIDGE_RESULT_FILE, if it left one that is JSON. */
      readonly result?: Json;
    }
  /** The process is gone and left no exit record. */
  | { readonly kind: "gone"; readonly evidence: "other-boot" | "empty-process-group" }
  /** Nothing was started, and nothing will be: the sentence says why. */
  | { readonly kind: "not-started"; readonly reason: string }
  /** What the process left in LANDBRIDGE_PROGRESS_FILE: the newest, at most one in some seconds. */
  | { readonly kind: "progress"; readonly progress: RunProgress }
  /** In answer to `reconcile`: this host has no folder of that attempt. */
  | { readonly kind: "unknown" }
);

export type OutputStream = "stdout" | "stderr";

/** A piece of an attempt's output. Offsets count bytes from the first one ever written. */
export interface OutputChunk {
  readonly offset: number;
  readonly bytes: Uint8Array;
  /** Everything before this offset was given up to keep the disk bounded; 0: nothing was. */
  readonly droppedBefore: number;
  /** No more will come after these bytes. */
  readonly isLast: boolean;
  /** The host's disk was full when the output had come to this offset: what the process wrote then may be missing. */
  readonly mayLackAfter?: number;
  /** When these bytes were written, where that was asked for and is known; ascending, at most `outputTimesMax`. */
  readonly times?: readonly OutputTime[];
}

/** When the bytes before an offset were written that are not before the former one's. */
export interface OutputTime {
  readonly before: number;
  readonly at: EpochMs;
}

/** The end of the year 9999: whatever a file system says, what is later is no time. */
export const outputTimeMsMax = 253_402_300_799_999;

/** A piece of output ends where it would have more times than these. */
export const outputTimesMax = 1_024;

/** What may be sent to a run besides a stop: nothing that ends a process against its will. */
export const runSignals = [
  "SIGHUP",
  "SIGINT",
  "SIGQUIT",
  "SIGUSR1",
  "SIGUSR2",
  "SIGTSTP",
  "SIGCONT",
  "SIGWINCH",
] as const;
export type RunSignal = (typeof runSignals)[number];

/** A share of a host, or all that it has to give; an absent member of a capacity is no limit. */
export interface HostShare {
  /** Places for runs; a run takes one unless its job says otherwise. */
  readonly slots?: number;
  /** As Amazon ECS counts them: 1,024 are one processor. */
  readonly cpuUnits?: number;
  readonly memoryMebibytes?: number;
}

/** What jobs asks of one host. No call waits for the work; answers come as reports. */
export interface HostLink {
  start(order: RunOrder): void;
  /** SIGTERM to the group, after the grace SIGKILL; harmless when repeated, or when it is over. See H5. */
  stop(target: { readonly run: RunId; readonly attempt: number; readonly epoch: number }): void;
  /**
   * To the attempt's processes, at once or not at all; resolves to how many were reached. 0: none lives, or
   * the epoch is lower than one seen before (H2).
   */
  signal(target: {
    readonly run: RunId;
    readonly attempt: number;
    readonly epoch: number;
    readonly signal: RunSignal;
  }): Promise<number>;
  /** See H7; harmless when repeated. */
  deliver(target: {
    readonly run: RunId;
    readonly attempt: number;
    readonly epoch: number;
    readonly outcome: CallbackOutcome;
  }): void;
  /** Report again whatever is known of these attempts. */
  reconcile(attempts: readonly { readonly run: RunId; readonly attempt: number }[]): void;
  /** `offset` past the end gives an empty chunk. At most 1 MiB at a time. */
  readOutput(request: {
    readonly run: RunId;
    readonly attempt: number;
    readonly stream: OutputStream;
    readonly offset: number;
    readonly bytesMax: number;
    /** Whether the chunk is to say when its bytes were written. */
    readonly withTimes?: boolean;
  }): Promise<OutputChunk>;
  /** Calls back whenever output may have grown or ended. */
  watchOutput(run: RunId, attempt: number, changed: () => void): () => void;
}

/** What a host tells jobs. Resolves after the commit that took the report in (H3). */
export type ReportRun = (report: RunReport) => Promise<void>;
