import { type HostName, type RunId, type RunReport, randomStream } from "@landbridge/model";
import { partitionOf } from "@landbridge/store";
import { askHosts, deliverStored } from "./ask-hosts.ts";
import { callBack } from "./call-back.ts";
import { changeRun, findRun } from "./change-run.ts";
import { createDefinitions, type Definitions, readJobRows } from "./definitions.ts";
import { jobsError } from "./errors.ts";
import { markLost, sendSignal, stop } from "./interventions.ts";
import type { Jobs, JobsOptions } from "./jobs.ts";
import { createLanes } from "./lanes.ts";
import { type Launching, launch } from "./launch.ts";
import { defaultLimits } from "./limits.ts";
import { listRuns } from "./list-runs.ts";
import { createNotifier } from "./notifier.ts";
import { createOpenRuns } from "./open-runs.ts";
import { readOutput, watchOutput } from "./output.ts";
import { createPlacer } from "./placer.ts";
import { createRecovery, lookedAfterHere } from "./recovery.ts";
import { afterReport } from "./report-step.ts";
import { becomeReachable, becomeUnreachable } from "./run-life.ts";
import { sendOrder } from "./send-order.ts";
import { learn, type Shell } from "./shell.ts";
import { createSilences, type Silences } from "./silences.ts";
import { createTimers } from "./timers.ts";

/** Runs and their concurrency policies on a store; see jobs.ts for what holds. */
export function createJobs(options: JobsOptions): Jobs {
  const { shell, definitions, silences, refresh, close } = wire(options);
  const launching: Launching = { count: 0 };
  return {
    launch: (request) => launch(shell, definitions, launching, request),
    stop: (run, by) => stop(shell, run, by),
    signal: (run, signal) => sendSignal(shell, run, signal),
    callBack: (run, attempt, outcome) => callBack(shell, run, attempt, outcome),
    markLost: (run, by) => markLost(shell, run, by),
    report: async (told, from) => {
      const facts = { now: options.clock.now(), limits: shell.limits };
      const report = withRefusal(shell, told);
      const change = await changeRun(shell, report.run, (record) =>
        from === undefined || record.run.host === from ? afterReport(record, report, facts) : undefined,
      );
      shell.refusals.delete(report.run);
      if (change !== undefined) return;
      const message = `a host reported "${report.kind}" of a run that is not stored`;
      options.log({ level: "warn", message, run: report.run });
    },
    hostLost: (host) => hostLost(shell, silences, host),
    hostBack: async (host) => {
      silences.end(host);
      await onHost(shell, host, async (run) => {
        await changeRun(shell, run, becomeReachable);
      });
      shell.placer.wake();
    },
    hostHeard: (host) => silences.end(host),
    hostsChanged: () => shell.placer.wake(),
    loadOf: (host) => shell.open.loadOf(host),
    recover: async () => {
      shell.memory.isStale = true;
      await shell.ready();
    },
    reload: () => definitions.reload(),
    refresh: async (run) => {
      if (run === undefined) return refresh();
      const stored = await findRun(shell, run);
      if (stored !== undefined) learn(shell, stored);
    },
    take: async (partitions) => {
      await shell.ready();
      await refresh();
      const own = lookedAfterHere(shell, shell.open.all());
      const count = options.holdings?.count ?? 1;
      askHosts(
        options,
        own.filter(({ id }) => partitions.includes(partitionOf(id, count))),
      );
    },
    orderFor: async (link, run, attempt) => {
      const record = (await findRun(shell, run))?.record;
      if (record?.phase.kind !== "ordered" || record.stop !== undefined) return;
      if (record.run.attempt === attempt) sendOrder(shell, link, record);
    },
    deliverFor: (link, run, attempt) => deliverStored(options, link, run, attempt),
    close,
    jobRows: () => readJobRows(options.store),
    listJobs: async () => {
      await shell.ready();
      return [...definitions.all()].map(({ definition }) => definition);
    },
    getRun: async (run) => (await findRun(shell, run))?.record.run,
    listRuns: (query) => listRuns(shell, query),
    readOutput: (request) => readOutput(shell, request),
    watchOutput: (run, attempt, changed) => watchOutput(shell, run, attempt, changed),
    openRuns: () => shell.open.size,
  };
}

/** The host only knows that it was told to start nothing. */
function withRefusal({ refusals }: Shell, report: RunReport): RunReport {
  const reason = refusals.get(report.run);
  return report.kind === "not-started" && reason !== undefined ? { ...report, reason } : report;
}

interface Wired {
  readonly shell: Shell;
  readonly definitions: Definitions;
  readonly silences: Silences;
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

function wire(options: JobsOptions): Wired {
  const limits = { ...defaultLimits, ...options.limits };
  const definitions = createDefinitions(options.store);
  const notifier = createNotifier(options, limits);
  const getShell = (): Shell => shell;
  const timers = createTimers(getShell);
  const silences = createSilences(getShell);
  const recovery = createRecovery(getShell, definitions, notifier);
  const memory = { isStale: true, isClosed: false };
  const shell: Shell = {
    options,
    limits,
    random: randomStream(options.random.seed()),
    open: createOpenRuns(),
    lanes: createLanes(),
    memory,
    refusals: new Map(),
    ...timers,
    placer: createPlacer(getShell),
    hostAway: (host) => {
      hostLost(shell, silences, host).catch((error: unknown) =>
        options.log({ level: "error", message: `the silence of host ${host} could not be noted`, error }),
      );
    },
    forget: (run) => {
      shell.open.forget(run);
      timers.endRest(run);
    },
    notify: (run) => notifier.notify(run),
    ready: async () => {
      if (memory.isClosed)
        throw jobsError("JOBS_CLOSED", "nothing is taken any more; start the server again");
      await recovery.ready();
    },
  };
  const close = (): void => {
    memory.isClosed = true;
    timers.close();
    silences.close();
    notifier.close();
  };
  return { shell, definitions, silences, refresh: () => recovery.refresh(), close };
}

async function hostLost(shell: Shell, silences: Silences, host: HostName): Promise<void> {
  const reason = `host ${host} does not answer`;
  await onHost(shell, host, async (run) => {
    await changeRun(shell, run, (record) => becomeUnreachable(record, reason));
  });
  silences.begin(host);
}

/** Runs changed at once when a host comes or goes; the store groups their commits. */
const HOST_BATCH = 256;

async function onHost(shell: Shell, host: HostName, change: (run: RunId) => Promise<void>): Promise<void> {
  await shell.ready();
  const runs = [...shell.open.all()].filter((run) => run.host === host && run.mayLive);
  for (let first = 0; first < runs.length; first += HOST_BATCH)
    await Promise.all(runs.slice(first, first + HOST_BATCH).map(({ id }) => change(id)));
}
