import {
  type CallbackOutcome,
  type Clock,
  type EpochMs,
  epochMs,
  type Json,
  type ProcessExit,
  type ProcessIdentity,
  type RunId,
  type RunOrder,
  type RunReport,
} from "@landbridge/model";

/** What a process will do, fixed when it is started. */
export interface ProcessScript {
  /** Until it exits by itself. */
  readonly runMs: number;
  readonly exit: ProcessExit;
  readonly result?: Json;
  /** From SIGTERM to its end; over the grace it is killed. Default: 0. */
  readonly termMs?: number;
  /** It dies with its supervisor, so that no exit record is left. */
  readonly leavesNoRecord?: true;
  /** It cannot even be started, for this reason. */
  readonly cannotStart?: string;
}

/** From the moment a process lived to the one it was gone; `to` null: it lives. */
export interface ProcessInterval {
  readonly job: string;
  readonly run: RunId;
  readonly attempt: number;
  readonly from: EpochMs;
  readonly to: EpochMs | null;
}

/** What is on the host's disk, and what runs there; neither cares for the agent. */
export interface SimulatedProcesses {
  /** False: its folder is there already, and nothing was started. */
  start(order: RunOrder): boolean;
  /** False: there is nothing to end. Makes the folder where there is none (H5). */
  stop(run: RunId, attempt: number): boolean;
  /** A process whose order has a callback ends by what came of it (H7). */
  deliver(run: RunId, attempt: number, outcome: CallbackOutcome): void;
  /** What is to be reported of an attempt, in order; `unknown` where there is no folder. */
  known(run: RunId, attempt: number): readonly RunReport[];
  unacknowledged(): readonly RunReport[];
  acknowledge(report: RunReport): void;
  isLive(run: RunId, attempt: number): boolean;
  reboot(): void;
  killWithoutRecord(run: RunId, attempt: number): void;
  loseFolder(run: RunId, attempt: number): void;
  intervals(): readonly ProcessInterval[];
}

interface Folder {
  readonly order: RunOrder | undefined;
  readonly run: RunId;
  readonly attempt: number;
  readonly reports: RunReport[];
  readonly acknowledged: Set<RunReport["kind"]>;
  live:
    | { readonly script: ProcessScript; readonly interval: number; ending?: "stopped" | "timed-out" }
    | undefined;
}

export function createSimulatedProcesses(options: {
  readonly clock: Clock;
  readonly script: (order: RunOrder) => ProcessScript;
  /** Called after something came to be known that is to be reported. */
  readonly happened: (reports: readonly RunReport[]) => void;
}): SimulatedProcesses {
  const { clock } = options;
  const folders = new Map<string, Folder>();
  const intervals: ProcessInterval[] = [];
  let boot = 1;
  const find = (run: RunId, attempt: number): Folder | undefined => folders.get(`${run}/${attempt}`);
  const later = (delayMs: number, what: () => void): void => {
    clock.setTimer(epochMs(clock.now() + delayMs), what);
  };
  const makeFolder = (run: RunId, attempt: number, order: RunOrder | undefined): Folder => {
    const folder: Folder = { order, run, attempt, reports: [], acknowledged: new Set(), live: undefined };
    folders.set(`${run}/${attempt}`, folder);
    return folder;
  };
  const write = (folder: Folder, report: ReportBody): void => {
    const whole: RunReport = { run: folder.run, attempt: folder.attempt, at: clock.now(), ...report };
    folder.reports.push(whole);
    options.happened([whole]);
  };

  const spawn = (folder: Folder, order: RunOrder, script: ProcessScript): void => {
    const from = clock.now();
    intervals.push({ job: order.job, run: order.run, attempt: order.attempt, from, to: null });
    folder.live = { script, interval: intervals.length - 1 };
    write(folder, { kind: "started", identity: identityOf(boot, intervals.length, from) });
    later(script.runMs, () => end(folder, endOf(script)));
    if (order.timeoutSeconds !== undefined)
      later(order.timeoutSeconds * 1000, () => void terminate(folder, "timed-out"));
  };
  const terminate = (folder: Folder, how: "stopped" | "timed-out"): boolean => {
    const { live, order } = folder;
    if (live === undefined || order === undefined) return false;
    if (live.ending !== undefined) return true;
    live.ending = how;
    const termMs = live.script.termMs ?? 0;
    const graceMs = order.killGraceSeconds * 1000;
    const signal = termMs > graceMs ? "SIGKILL" : "SIGTERM";
    later(Math.min(termMs, graceMs), () =>
      end(folder, { kind: "ended", how, exit: { kind: "signal", signal } }),
    );
    return true;
  };
  const end = (folder: Folder, report: ReportBody): void => {
    if (folder.live === undefined) return;
    close(folder.live.interval);
    folder.live = undefined;
    write(folder, report);
  };
  const close = (index: number): void => {
    const interval = intervals[index];
    if (interval !== undefined) intervals[index] = { ...interval, to: clock.now() };
  };

  return {
    start: (order) => {
      if (find(order.run, order.attempt) !== undefined) return false;
      const script = options.script(order);
      const folder = makeFolder(order.run, order.attempt, order);
      if (script.cannotStart === undefined) spawn(folder, order, script);
      else write(folder, { kind: "not-started", reason: script.cannotStart });
      return true;
    },
    stop: (run, attempt) => {
      const folder = find(run, attempt);
      if (folder !== undefined) return terminate(folder, "stopped");
      write(makeFolder(run, attempt, undefined), {
        kind: "not-started",
        reason: "stopped before it started",
      });
      return true;
    },
    deliver: (run, attempt, { status, result }) => {
      const folder = find(run, attempt);
      if (folder?.order?.callback === undefined || folder.live?.ending !== undefined) return;
      const exit: ProcessExit = { kind: "code", code: status === "SUCCEEDED" ? 0 : 1 };
      end(folder, { kind: "ended", how: "exited", exit, ...(result === undefined ? {} : { result }) });
    },
    known: (run, attempt) =>
      find(run, attempt)?.reports ?? [{ kind: "unknown", run, attempt, at: clock.now() }],
    unacknowledged: () =>
      [...folders.values()].flatMap(({ reports, acknowledged }) =>
        reports.filter(({ kind }) => !acknowledged.has(kind)),
      ),
    acknowledge: ({ run, attempt, kind }) => find(run, attempt)?.acknowledged.add(kind),
    isLive: (run, attempt) => find(run, attempt)?.live !== undefined,
    reboot: () => {
      boot += 1;
      for (const folder of folders.values()) end(folder, { kind: "gone", evidence: "other-boot" });
    },
    killWithoutRecord: (run, attempt) => {
      const folder = find(run, attempt);
      if (folder !== undefined) end(folder, { kind: "gone", evidence: "empty-process-group" });
    },
    loseFolder: (run, attempt) => {
      const live = find(run, attempt)?.live;
      if (live !== undefined) close(live.interval);
      folders.delete(`${run}/${attempt}`);
    },
    intervals: () => intervals,
  };
}

type ReportBody = RunReport extends infer R
  ? R extends RunReport
    ? Omit<R, "run" | "attempt" | "at">
    : never
  : never;

function endOf({ exit, result, leavesNoRecord }: ProcessScript): ReportBody {
  if (leavesNoRecord === true) return { kind: "gone", evidence: "empty-process-group" };
  return { kind: "ended", how: "exited", exit, ...(result === undefined ? {} : { result }) };
}

function identityOf(boot: number, pid: number, from: EpochMs): ProcessIdentity {
  return { bootId: `boot-${boot}`, pid, startTime: String(from) };
}
