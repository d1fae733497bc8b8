import type { Run, RunId, RunSignal } from "@landbridge/model";
import { changeRun, findRun } from "./change-run.ts";
import { jobsError } from "./errors.ts";
import type { Expectation, MarkLostOutcome, SignalOutcome, StopOutcome } from "./jobs.ts";
import { askToStop, becomeLost, type Step } from "./run-life.ts";
import { isOver, mayLive, type RunRecord } from "./run-record.ts";
import type { Shell } from "./shell.ts";

// What a person or a program does to a run after its launch.

export async function stop(
  shell: Shell,
  run: RunId,
  by: { readonly principal: string; readonly reason?: string; readonly expects?: Expectation },
): Promise<StopOutcome> {
  const { expects, ...who } = by;
  const request = { ...who, at: shell.options.clock.now() };
  const guard = expecting(expects, (record) => askToStop(record, request));
  const change = await changeRun(shell, run, guard.decide);
  if (change === undefined) return { kind: "unknown-run" };
  if (guard.isDisappointed()) return { kind: "unexpected", run: change.after.run };
  if (isOver(change.before)) return { kind: "already-over", run: change.before.run };
  return { kind: isOver(change.after) ? "stopped" : "stopping", run: change.after.run };
}

export async function markLost(
  shell: Shell,
  run: RunId,
  by: { readonly principal: string; readonly reason: string; readonly expects?: Expectation },
): Promise<MarkLostOutcome> {
  const now = shell.options.clock.now();
  const sentence = `marked as lost by ${by.principal}: ${by.reason}`;
  const guard = expecting(by.expects, (record) => becomeLost(record, now, sentence));
  const change = await changeRun(shell, run, guard.decide);
  if (change === undefined) return { kind: "unknown-run" };
  if (guard.isDisappointed()) return { kind: "unexpected", run: change.after.run };
  if (isOver(change.before)) return { kind: "already-over", run: change.before.run };
  if (!isOver(change.after)) return { kind: "no-process", run: change.after.run };
  const message = `${sentence}; was ${change.before.run.status}, attempt ${change.before.run.attempt}`;
  shell.options.log({ level: "warn", message, run, job: change.after.run.job });
  return { kind: "lost", run: change.after.run };
}

/** Passed on as it comes: a signal that waited for its host would hit another moment of the work. */
export async function sendSignal(shell: Shell, id: RunId, signal: RunSignal): Promise<SignalOutcome> {
  const record = (await findRun(shell, id))?.record;
  if (record === undefined) return { kind: "unknown-run" };
  const { run } = record;
  if (!mayLive(record) || run.host === undefined) return { kind: "no-process", run };
  const link = shell.options.hosts.link(run.host);
  if (link === undefined)
    throw jobsError("HOST_AWAY", `run ${id} is on host ${run.host}; try again when it is back`);
  const target = { run: id, attempt: run.attempt, epoch: shell.options.epoch(), signal };
  const processCount = await link.signal(target);
  return processCount === 0 ? { kind: "no-process", run } : { kind: "signalled", run, processCount };
}

/** Judged on the very record that the change is made from. */
function expecting(
  expects: ((run: Run) => boolean) | undefined,
  decide: (record: RunRecord) => Step | undefined,
): { readonly decide: (record: RunRecord) => Step | undefined; readonly isDisappointed: () => boolean } {
  let isDisappointed = false;
  return {
    isDisappointed: () => isDisappointed,
    decide(record) {
      isDisappointed = expects !== undefined && !expects(record.run);
      return isDisappointed ? undefined : decide(record);
    },
  };
}
