import {
  type Clock,
  epochMs,
  type HostLink,
  type OutputChunk,
  type RandomStream,
  type ReportRun,
  type RunId,
  type RunOrder,
  type RunReport,
} from "@landbridge/model";
import { createSimulatedProcesses, type ProcessInterval, type ProcessScript } from "./simulated-process.ts";

// A host in virtual time, for simulations and tests: it keeps H1 to H5 of packages/model/src/host.ts as a
// real agent does, over a network that may lose, double and delay, and an agent that may crash while its
// processes live on. It writes down when processes truly lived, so that a checker need trust nobody's reports.

export type { ProcessInterval, ProcessScript } from "./simulated-process.ts";

/** Likelihoods from 0 to 1, of each message by itself. */
export interface HostFaults {
  readonly loseMessage: number;
  readonly doubleMessage: number;
  /** Each message, either way, is under way for 0 to this long: so they overtake each other. */
  readonly delayMsMax: number;
}

export const noHostFaults: HostFaults = { loseMessage: 0, doubleMessage: 0, delayMsMax: 0 };

export interface SimulatedHostOptions {
  readonly clock: Clock;
  readonly random: RandomStream;
  /** Where reports go; rejects: told again. */
  readonly report: ReportRun;
  /** What the process of an order will do; default: exit 0 after one second. */
  readonly script?: (order: RunOrder) => ProcessScript;
  /** Between two tellings of a report that was not acknowledged. */
  readonly repeatMs?: number;
}

export interface SimulatedHost extends HostLink {
  setFaults(faults: HostFaults): void;
  /** Its memory is gone; supervisors, processes and folders stay. Messages find nobody until it starts. */
  crashAgent(): void;
  startAgent(): void;
  /** All processes die without an exit record, and so does the agent; folders stay. It starts again at once. */
  reboot(): void;
  /** Kills a live process together with its supervisor, so that no exit record is left. */
  killWithoutRecord(run: RunId, attempt: number): void;
  /** The folder is lost, and whatever runs is killed. */
  loseFolder(run: RunId, attempt: number): void;
  /** When each process truly lived, in the order of their starts. */
  intervals(): readonly ProcessInterval[];
  /** Reports that wait for their acknowledgement. */
  unacknowledged(): number;
}

const REPEAT_MS = 5_000;

export function createSimulatedHost(options: SimulatedHostOptions): SimulatedHost {
  const { clock, random } = options;
  const repeatMs = options.repeatMs ?? REPEAT_MS;
  let faults = noHostFaults;
  let isAgentUp = true;
  /** Grows with each crash: what an earlier agent had planned does not happen. */
  let agentLife = 1;
  let highestEpoch = 0;
  const outbox = new Map<string, RunReport>();
  const watchers = new Set<() => void>();

  const later = (delayMs: number, what: () => void): void => {
    clock.setTimer(epochMs(clock.now() + delayMs), what);
  };
  /** Over the network: once, never, or twice, each time after a delay of its own. */
  const cross = (what: () => void): void => {
    const copies = random.next() < faults.loseMessage ? 0 : random.next() < faults.doubleMessage ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1)
      later(Math.floor(random.next() * (faults.delayMsMax + 1)), what);
  };
  const toAgent = (what: () => void): void => cross(() => void (isAgentUp && what()));

  const tell = (report: RunReport): void => {
    const key = `${report.run}/${report.attempt}/${report.kind}`;
    outbox.set(key, report);
    const life = agentLife;
    const isWanted = (): boolean => life === agentLife && outbox.get(key) === report;
    const send = (): void => {
      if (!isWanted()) return;
      cross(() => void deliver(report).then((isTaken) => isTaken && cross(acknowledged)));
      later(repeatMs, send);
    };
    const acknowledged = (): void => {
      if (!isWanted()) return;
      outbox.delete(key);
      processes.acknowledge(report);
    };
    send();
  };
  const deliver = async (report: RunReport): Promise<boolean> => {
    try {
      await options.report(report);
      return true;
    } catch {
      return false;
    }
  };

  const processes = createSimulatedProcesses({
    clock,
    script: options.script ?? (() => ({ runMs: 1_000, exit: { kind: "code", code: 0 } })),
    happened: (reports) => {
      for (const watcher of watchers) watcher();
      if (isAgentUp) for (const report of reports) tell(report);
    },
  });

  const isRefused = (epoch: number): boolean => {
    if (epoch < highestEpoch) return true;
    highestEpoch = epoch;
    return false;
  };
  const tellKnown = (run: RunId, attempt: number): void => {
    for (const report of processes.known(run, attempt)) tell(report);
  };
  const startAgent = (): void => {
    if (isAgentUp) return;
    isAgentUp = true;
    for (const report of processes.unacknowledged()) tell(report);
  };
  const crashAgent = (): void => {
    isAgentUp = false;
    agentLife += 1;
    outbox.clear();
  };

  return {
    start: (order) =>
      toAgent(() => {
        if (isRefused(order.epoch)) return;
        if (!processes.start(order)) tellKnown(order.run, order.attempt);
      }),
    stop: ({ run, attempt, epoch }) =>
      toAgent(() => {
        if (isRefused(epoch)) return;
        if (!processes.stop(run, attempt)) tellKnown(run, attempt);
      }),
    deliver: ({ run, attempt, epoch, outcome }) =>
      toAgent(() => {
        if (!isRefused(epoch)) processes.deliver(run, attempt, outcome);
      }),
    // Its processes take every signal for granted; what is lost on the way is told as nobody reached.
    signal: async ({ run, attempt, epoch }) =>
      isAgentUp && !isRefused(epoch) && processes.isLive(run, attempt) ? 1 : 0,
    reconcile: (attempts) =>
      toAgent(() => {
        for (const { run, attempt } of attempts) tellKnown(run, attempt);
      }),
    readOutput: async ({ run, attempt, offset, bytesMax }) =>
      outputOf(run, attempt, offset, bytesMax, !processes.isLive(run, attempt)),
    watchOutput: (_run, _attempt, changed) => {
      watchers.add(changed);
      return () => void watchers.delete(changed);
    },
    setFaults: (wanted) => {
      faults = wanted;
    },
    crashAgent,
    startAgent,
    reboot: () => {
      crashAgent();
      processes.reboot();
      startAgent();
    },
    killWithoutRecord: (run, attempt) => processes.killWithoutRecord(run, attempt),
    loseFolder: (run, attempt) => processes.loseFolder(run, attempt),
    intervals: () => processes.intervals(),
    unacknowledged: () => outbox.size,
  };
}

/** One line, the same for every process: enough to see that it comes through. */
function outputOf(
  run: RunId,
  attempt: number,
  offset: number,
  bytesMax: number,
  isLast: boolean,
): OutputChunk {
  const all = new TextEncoder().encode(`output of ${run}, attempt ${attempt}\n`);
  const bytes = all.slice(offset, offset + bytesMax);
  return { offset, bytes, droppedBefore: 0, isLast: isLast && offset + bytes.length >= all.length };
}
