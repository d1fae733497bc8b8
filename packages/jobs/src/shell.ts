import type { HostName, RandomStream, Run, RunId } from "@landbridge/model";
import { type EntryPart, isStoreError, type Outcome } from "@landbridge/store";
import type { JobsOptions } from "./jobs.ts";
import type { Lanes } from "./lanes.ts";
import type { JobsLimits } from "./limits.ts";
import type { OpenRuns } from "./open-runs.ts";
import type { Placer } from "./placer.ts";
import { mayLive, type StoredRun } from "./run-record.ts";

/** What the parts of jobs share: the outside world, and the memory that recovery may rebuild. */
export interface Shell {
  readonly options: JobsOptions;
  readonly limits: JobsLimits;
  readonly random: RandomStream;
  readonly open: OpenRuns;
  readonly lanes: Lanes;
  /** Why orders were not sent, until the host has said that nothing was started. */
  readonly refusals: Map<RunId, string>;
  /** Set once by `createJobs`: memory must be read again before anything is decided. */
  readonly memory: { isStale: boolean; isClosed: boolean };
  /** Wakes a resting run; harmless when asked again. */
  readonly rest: (stored: StoredRun) => void;
  readonly endRest: (run: RunId) => void;
  /** It is over, as another node has found. */
  readonly forget: (run: RunId) => void;
  readonly notify: (run: RunId) => void;
  /** Makes sure that orders and stops without an answer are asked about. */
  readonly watchAwaited: () => void;
  readonly placer: Placer;
  /** Its host was given up while it was ordered. */
  readonly hostAway: (host: HostName) => void;
  /** Resolves once memory is what the store says. */
  readonly ready: () => Promise<void>;
}

/** `unknown`: it may have been applied or not; memory has been read again, and so must the rows be. */
export type Fate = Outcome | { readonly ok: "unknown" };

export async function commitPart(shell: Shell, part: EntryPart): Promise<Fate> {
  const { store, partition, epoch } = shell.options;
  try {
    const [outcome] = await store.commit([{ partition, epoch: epoch(), ...part }]);
    if (outcome === undefined) throw new TypeError("the store gave no outcome for an entry");
    return outcome;
  } catch (error) {
    if (!isStoreError(error, "UNKNOWN_OUTCOME")) throw error;
    shell.memory.isStale = true;
    await shell.ready();
    return { ok: "unknown" };
  }
}

/** Takes a committed record in, and tells whoever looks on. */
export function learnCommitted(shell: Shell, stored: StoredRun): void {
  const { run, phase } = stored.record;
  learn(shell, stored);
  if (phase.kind === "over" && run.status !== "REFUSED") shell.notify(run.id);
  tellChanged(shell, run);
}

export function learn(shell: Shell, stored: StoredRun): void {
  const { run, phase } = stored.record;
  const before = shell.open.get(run.id);
  shell.open.learn(stored, shell.options.clock.now());
  if (phase.kind === "resting" || phase.kind === "placing") shell.rest(stored);
  else shell.endRest(run.id);
  // Room may have been made between its decision and its commit: it alone is looked at, not all that wait.
  if (phase.kind === "placing" && before?.isPlacing !== true) shell.placer.tryOne(run.id);
  if (before?.mayLive === true && !mayLive(stored.record)) shell.placer.wake();
  if (shell.open.get(run.id)?.isAwaited === true) shell.watchAwaited();
}

function tellChanged({ options }: Shell, run: Run): void {
  try {
    options.changed?.(run);
  } catch (error) {
    options.log({ level: "error", message: "whoever was told of a changed run threw", run: run.id, error });
  }
}
