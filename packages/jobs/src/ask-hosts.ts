import type { HostLink, HostName, RunId } from "@landbridge/model";
import type { JobsLog, JobsOptions } from "./jobs.ts";
import type { OpenRun } from "./open-runs.ts";
import { deliverOutcome } from "./orders.ts";
import { mayLive } from "./run-record.ts";
import { decodeRun } from "./run-row.ts";

/** Attempts in one `reconcile`. */
const RECONCILE_MAX = 1_000;

/**
 * Has the hosts report again what they know of these runs, and tells them again what shall stop. In
 * batches; hosts that are not connected are left out, as `hostBack` asks them.
 */
export function askHosts(options: JobsOptions, runs: Iterable<OpenRun>): void {
  for (const [host, ofHost] of groupByHost(runs))
    for (let first = 0; first < ofHost.length; first += RECONCILE_MAX)
      ask(options, host, ofHost.slice(first, first + RECONCILE_MAX));
}

function groupByHost(runs: Iterable<OpenRun>): Map<HostName, OpenRun[]> {
  const byHost = new Map<HostName, OpenRun[]>();
  for (const run of runs) {
    if (!run.mayLive || run.host === undefined) continue;
    const ofHost = byHost.get(run.host) ?? [];
    byHost.set(run.host, ofHost);
    ofHost.push(run);
  }
  return byHost;
}

function ask(options: JobsOptions, host: HostName, runs: readonly OpenRun[]): void {
  const { hosts, epoch, log } = options;
  const link = hosts.link(host);
  if (link === undefined) return;
  try {
    link.reconcile(runs.map(({ id, attempt }) => ({ run: id, attempt })));
    for (const { id, attempt, isStopping } of runs)
      if (isStopping) link.stop({ run: id, attempt, epoch: epoch() });
  } catch (error) {
    logThrow(log, host, error);
  }
  for (const { id, attempt, hasOutcome } of runs)
    if (hasOutcome)
      deliverStored(options, link, id, attempt).catch((error: unknown) => logThrow(log, host, error));
}

/** What came by the attempt's callback is in its row alone; nothing, if it was not the newest attempt after all. */
export async function deliverStored(
  { store, epoch }: Pick<JobsOptions, "store" | "epoch">,
  link: HostLink,
  run: RunId,
  attempt: number,
): Promise<void> {
  const row = await store.get("runs", run);
  if (row === undefined) return;
  const { record } = decodeRun(row);
  if (mayLive(record) && record.run.attempt === attempt) deliverOutcome(link, record, epoch());
}

function logThrow(log: JobsLog, host: HostName, error: unknown): void {
  log({ level: "error", message: `the link to host ${host} threw; it will be asked again`, error });
}
