import type {
  CallbackOutcome,
  Clock,
  EpochMs,
  HostLink,
  HostName,
  JobDefinition,
  Json,
  LaunchCause,
  OutputChunk,
  OutputStream,
  Random,
  Run,
  RunAws,
  RunCallback,
  RunId,
  RunReport,
  RunSignal,
  RunStatus,
} from "@landbridge/model";
import type { EntryPart, Guard, Holdings, Row, Store } from "@landbridge/store";
import type { HostFacts, HostLoad } from "./choose-host.ts";
import type { JobsLimits } from "./limits.ts";

// What jobs offers: launches, runs, and what a host's agent may tell (docs/decisions/0004).
//
// J1. A launch is decided by one entry: slot, run, idempotency key and whatever the caller adds are all
//     written, or none. An answer follows its commit, and so does every order to a host.
// J2. A slot is freed, or handed to the next run, in the very entry that records its holder's outcome, and an
//     outcome is recorded on evidence only: ended, gone, not-started, or an operator's word.
// J3. The store is the truth: every change reads the run's row, decides, and is guarded by the version it read.
//     Memory holds open runs only, and only what timers, limits and reconciliation need.
// J4. A report may come late, twice or out of order; what does not fit the run's present attempt is no news.
// J5. Every settled run is told to `settled` until that resolves once, across restarts: at least once.
// J6. Where nodes share the store each has all open runs in memory, and any of them may change a run, as the row's
//     version decides (J3). What somebody must do by himself (next attempts, questions to silent hosts, telling
//     again) is done by the holder of the partition that the run's id says.

export interface JobsOptions {
  readonly store: Store;
  /** Null where nodes share the store: guards alone decide (J6). */
  readonly partition: number | null;
  /** Of the lease under which this node holds the partition, or the store's era. Orders carry it. */
  readonly epoch: () => number;
  /** Of a store that nodes share: which runs are this node's to look after. Default: all. */
  readonly holdings?: Holdings;
  readonly clock: Clock;
  readonly random: Random;
  readonly hosts: Hosts;
  /** What a run's process on that host reaches AWS's services on the ground with. Default: nothing. */
  readonly aws?: (order: RunAwsRequest) => RunAws | undefined;
  /** Where an attempt's callback is made. Default: nowhere, and what wants one fails. */
  readonly callback?: (order: RunCallbackRequest) => RunCallback;
  /** Told of every run that ended (a refused one never began), at least once; rejects: told again later. */
  readonly settled: (run: Run) => void | Promise<void>;
  /** Told of every committed change of a run, once at most: for a terminal or a live view. Must not throw. */
  readonly changed?: (run: Run) => void;
  /** Finds what references in a definition's environment stand for; absent: there are no secrets here. */
  readonly secrets?: { resolve(text: string): Promise<string> };
  readonly log: JobsLog;
  readonly limits?: Partial<JobsLimits>;
}

export interface RunAwsRequest {
  readonly run: RunId;
  readonly attempt: number;
  readonly job: string;
  readonly host: HostName;
  readonly environment: Readonly<Record<string, string>>;
}

export interface RunCallbackRequest {
  readonly run: RunId;
  readonly attempt: number;
  readonly host: HostName;
}

export type SilenceCheck = () => Promise<readonly Guard[] | undefined>;

export interface Hosts {
  /** Absent while the host is not connected; `hostBack` tells when it is again. */
  link(host: HostName): HostLink | undefined;
  /** What placement may choose among, as it is now; absent: the host `local` alone. */
  facts?(): readonly HostFacts[];
  /**
   * Asked when a wait for a silent host begins. What it gives is asked when the wait is over: undefined if the host was
   * heard by any node since, else what must still be so when a run is taken from it. Undefined: no wait may begin, as
   * another node has not given it up.
   */
  silence?(host: HostName): SilenceCheck | undefined;
}

/** Never holds a value of a job's input, environment or result. */
export interface JobsLogLine {
  readonly level: "info" | "warn" | "error";
  readonly message: string;
  readonly job?: string;
  readonly run?: RunId;
  readonly error?: unknown;
}
export type JobsLog = (line: JobsLogLine) => void;

export interface LaunchRequest {
  readonly job: string;
  readonly input: Json;
  /** With a task token the launch is idempotent by that token: the same token always means the same run. */
  readonly cause: LaunchCause;
  readonly idempotency?: LaunchIdempotency;
  /** Committed with the launch, accepted or refused: an occurrence, say. */
  readonly also?: EntryPart;
}

export interface LaunchIdempotency {
  readonly principal: string;
  readonly key: string;
  readonly bodyHash: string;
}

/** What is answered to a launch, and answered again to the same idempotency key or task token. */
export type LaunchAnswer =
  /** Its run is QUEUED; or FAILED already, when its environment could not be made from the input. */
  | { readonly kind: "accepted"; readonly run: Run }
  /** Recorded as a REFUSED run. */
  | { readonly kind: "refused"; readonly run: Run; readonly blockingRun: RunId };

export type LaunchOutcome =
  | LaunchAnswer
  | { readonly kind: "unknown-job" }
  /** The run as it was in the first answer. */
  | { readonly kind: "replayed"; readonly first: LaunchAnswer }
  /** The key was used with another body. */
  | { readonly kind: "idempotency-conflict" }
  /** A guard of the caller's own `also` failed; nothing was written. */
  | { readonly kind: "also-rejected"; readonly holder: Row | undefined }
  /** Nothing was written; the sentence says which limit was reached. */
  | { readonly kind: "overloaded"; readonly message: string };

/** Of whoever asks for a change: it is made only while this is true of the run as it is stored. */
export type Expectation = (run: Run) => boolean;

export type StopOutcome =
  /** Recorded; the host ends the process, and its report ends the run. */
  | { readonly kind: "stopping"; readonly run: Run }
  /** It had no process, and is STOPPED now. */
  | { readonly kind: "stopped"; readonly run: Run }
  | { readonly kind: "already-over"; readonly run: Run }
  | { readonly kind: "unexpected"; readonly run: Run }
  | { readonly kind: "unknown-run" };

export type SignalOutcome =
  | { readonly kind: "signalled"; readonly run: Run; readonly processCount: number }
  /** Nothing of it runs, as far as the host can see. */
  | { readonly kind: "no-process"; readonly run: Run }
  | { readonly kind: "unknown-run" };

export type CallBackAnswer =
  /** Stored; the attempt's process is told, and ends by it. Or it was before, in the same words. */
  | { readonly kind: "taken"; readonly run: Run }
  /** Another outcome was told before. */
  | { readonly kind: "told-before"; readonly run: Run }
  /** The attempt has ended, or is being stopped. */
  | { readonly kind: "over"; readonly run: Run }
  | { readonly kind: "too-large"; readonly bytesMax: number }
  | { readonly kind: "unknown-run" };

export type MarkLostOutcome =
  | { readonly kind: "lost"; readonly run: Run }
  /** It waits for its slot or for its next attempt; stop it instead. */
  | { readonly kind: "no-process"; readonly run: Run }
  | { readonly kind: "already-over"; readonly run: Run }
  | { readonly kind: "unexpected"; readonly run: Run }
  | { readonly kind: "unknown-run" };

export interface RunQuery {
  readonly job?: string;
  readonly status?: RunStatus;
  readonly host?: HostName;
  /** Of the launch: from this instant on. */
  readonly since?: EpochMs;
  /** Of the launch: before this instant. */
  readonly until?: EpochMs;
  readonly cursor?: string;
  /** 1 to 1,000. */
  readonly limit: number;
}

export interface RunPage {
  /** Newest launch first. */
  readonly items: readonly Run[];
  readonly next?: string;
}

export interface OutputRequest {
  readonly run: RunId;
  /** Default: the newest one. */
  readonly attempt?: number;
  readonly stream: OutputStream;
  readonly offset: number;
  readonly bytesMax: number;
  /** Whether the chunk is to say when its bytes were written. */
  readonly withTimes?: boolean;
}

export interface Jobs {
  launch(request: LaunchRequest): Promise<LaunchOutcome>;
  /** Idempotent. `reason` goes on the run, with the principal's name. */
  stop(
    run: RunId,
    by: { readonly principal: string; readonly reason?: string; readonly expects?: Expectation },
  ): Promise<StopOutcome>;
  /** At most once, and not kept: throws HOST_AWAY while the run's host is not connected. */
  signal(run: RunId, signal: RunSignal): Promise<SignalOutcome>;
  /** What the service that an attempt called says of its work: once, and only while the attempt lives. */
  callBack(run: RunId, attempt: number, outcome: CallbackOutcome): Promise<CallBackAnswer>;
  /** An operator's audited word that no process of the run is left (it frees the slot). */
  markLost(
    run: RunId,
    by: { readonly principal: string; readonly reason: string; readonly expects?: Expectation },
  ): Promise<MarkLostOutcome>;

  /**
   * What a host's agent calls; resolves after the commit that took the report in. `from`: who says it; of another
   * host's run it has nothing to say, and nothing comes of it.
   */
  report(report: RunReport, from?: HostName): Promise<void>;
  hostLost(host: HostName): Promise<void>;
  hostBack(host: HostName): Promise<void>;
  /** To be called before a silent host is given a word of ours: what it was to have ended by itself may live on. */
  hostHeard(host: HostName): void;
  /** Labels, capacities or who takes runs changed: whoever waits for a host is looked at again. */
  hostsChanged(): void;
  /** What may be alive on a host. */
  loadOf(host: HostName): HostLoad;

  /**
   * Reads what is open, and asks the hosts about it. Called at start; by itself before the first other
   * call, and after a commit whose outcome is unknown.
   */
  recover(): Promise<void>;
  /** Reads the definitions again; after an apply. */
  reload(): Promise<void>;
  /** Another node has changed this run; absent: it may have changed any. */
  refresh(run?: RunId): Promise<void>;
  /** These partitions are held here from now on: what nobody may have done about their runs is done. */
  take(partitions: readonly number[]): Promise<void>;
  /**
   * Another node has ordered this attempt to a host that is reached here: the order is made from the run's row, so that
   * none with its secrets is ever on its way between nodes. Nothing, if it was not the newest order after all.
   */
  orderFor(link: HostLink, run: RunId, attempt: number): Promise<void>;
  /** The same for what came by the attempt's callback: it may be large, or sensitive. */
  deliverFor(link: HostLink, run: RunId, attempt: number): Promise<void>;
  /** Cancels every timer; runs go on without it. */
  close(): void;

  /** The stored definitions' rows, for `jobWrites`. */
  jobRows(): Promise<readonly Row<"jobs">[]>;
  listJobs(): Promise<readonly JobDefinition[]>;
  getRun(run: RunId): Promise<Run | undefined>;
  listRuns(query: RunQuery): Promise<RunPage>;
  /** Undefined: there is no such run. Throws HOST_AWAY while its host is not connected. */
  readOutput(request: OutputRequest): Promise<OutputChunk | undefined>;
  /** Calls back whenever the output of the attempt (default: the newest) may have grown; resolves to the undoing. */
  watchOutput(run: RunId, attempt: number | undefined, changed: () => void): Promise<() => void>;

  /** How many runs are open; for metrics. */
  openRuns(): number;
}
