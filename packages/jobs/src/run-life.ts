import { assert, type EpochMs, epochMs, type HostName, type Run, type RunStatus } from "@landbridge/model";
import type { HostChoice } from "./choose-host.ts";
import type { JobsLimits } from "./limits.ts";
import { isOver, mayLive, type RunPhase, type RunRecord, type StopRequest } from "./run-record.ts";

// The steps of a run's life that no report brings: pure, from one record to the next. What a report
// brings is in report-step.ts. `undefined` means that nothing changes.

/** What to do towards the host once the record is committed. */
export type Act = "order" | "stop" | "deliver" | "reconcile";

export interface Step {
  /** The same record as before: there is nothing to commit. */
  readonly record: RunRecord;
  readonly act?: Act;
}

/** Finds a host for the next attempt of a run, and sets its share of it aside. */
export type Place = (record: RunRecord) => HostChoice;

export interface PlaceFacts {
  readonly now: EpochMs;
  readonly place: Place;
}

/** The slot is its own now, so all it needs is a host. */
export function orderFirst(record: RunRecord, facts: PlaceFacts): RunRecord {
  assert(record.phase.kind === "waiting" && record.plan !== undefined, "only a waiting run is given a slot");
  return orderOrWait(record, facts).record;
}

/** The rest between two attempts is over, or a host may fit now, or has not come in time. */
export function orderNext(record: RunRecord, facts: PlaceFacts): Step | undefined {
  const { phase } = record;
  if (phase.kind !== "placing" && phase.kind !== "resting") return undefined;
  return phase.kind === "resting" && phase.until > facts.now ? undefined : orderOrWait(record, facts);
}

function orderOrWait(record: RunRecord, { now, place }: PlaceFacts): Step {
  const choice = place(record);
  if (choice.kind === "host") {
    const attempt = record.run.attempt + 1;
    const placed = withStatus(record, attempt > 1 ? "RUNNING" : "QUEUED");
    const run: Run = { ...placed.run, attempt, host: choice.host };
    return { record: { ...placed, run, phase: { kind: "ordered" } }, act: "order" };
  }
  const phase = record.phase.kind === "placing" ? record.phase : placingFrom(record, now);
  if (record.phase.kind === "placing" && phase.until <= now)
    return { record: over(record, "FAILED", now, `${choice.reason}, after ${waitText(record)}`) };
  if (record.phase.kind === "placing" && record.run.reason === choice.reason) return { record };
  return { record: { ...withStatus(record, "QUEUED", choice.reason), phase } };
}

/** AWS has no word for it; an hour is longer than most restarts, and short enough to be noticed. */
const WAIT_FOR_HOST_SECONDS = 3_600;

/** @param lostBy the host that is to be avoided */
export function placingFrom(
  record: RunRecord,
  now: EpochMs,
  lostBy?: HostName,
): Extract<RunPhase, { readonly kind: "placing" }> {
  const waitMs = waitSeconds(record) * 1000;
  return { kind: "placing", until: epochMs(now + waitMs), ...(lostBy === undefined ? {} : { from: lostBy }) };
}

function waitSeconds({ plan }: RunRecord): number {
  return plan?.waitForHostSeconds ?? WAIT_FOR_HOST_SECONDS;
}

function waitText(record: RunRecord): string {
  const seconds = waitSeconds(record);
  return seconds === 0 ? "no wait (waitForHost: 0)" : `a wait of ${seconds} s (waitForHost)`;
}

/** A stop asked for twice is the first one, but the host is told again. */
export function askToStop(record: RunRecord, stop: StopRequest): Step | undefined {
  if (isOver(record)) return undefined;
  if (!mayLive(record)) return { record: over(record, "STOPPED", stop.at, stopSentence(stop)) };
  return { record: record.stop === undefined ? { ...record, stop } : record, act: "stop" };
}

/** Silence is no evidence: the slot stays held. */
export function becomeUnreachable(record: RunRecord, reason: string): Step | undefined {
  if (!mayLive(record) || record.run.status === "UNREACHABLE") return undefined;
  return { record: withStatus(record, "UNREACHABLE", reason) };
}

/** The host speaks again; what it says of the run comes as a report. */
export function becomeReachable(record: RunRecord): Step | undefined {
  if (!mayLive(record)) return undefined;
  if (record.run.status !== "UNREACHABLE") return { record, act: "reconcile" };
  return { record: withStatus(record, statusIn(record.phase, record.run.attempt)), act: "reconcile" };
}

/** Told to stop as well, so that an order on its way, or a process after all, comes to nothing. */
export function becomeLost(record: RunRecord, now: EpochMs, reason: string): Step | undefined {
  if (!mayLive(record)) return undefined;
  return { record: over(record, "LOST", now, reason), act: "stop" };
}

export function over(
  record: RunRecord,
  status: RunStatus,
  endedAt: EpochMs,
  reason: string | undefined,
  found: Pick<Run, "exit" | "result"> = {},
): RunRecord {
  assert(!isOver(record), "a run has one outcome");
  const { plan: _, callback: __, ...rest } = record;
  const run: Run = { ...withoutReason(record.run), status, endedAt, ...found };
  return { ...rest, run: reason === undefined ? run : { ...run, reason }, phase: { kind: "over" } };
}

export function statusIn(phase: RunPhase, attempt: number): RunStatus {
  return phase.kind === "started" || attempt > 1 ? "RUNNING" : "QUEUED";
}

export function withStatus(record: RunRecord, status: RunStatus, reason?: string): RunRecord {
  const run: Run = { ...withoutReason(record.run), status };
  return { ...record, run: reason === undefined ? run : { ...run, reason } };
}

export function stopSentence({ principal, reason }: Omit<StopRequest, "at">): string {
  return reason === undefined ? `stopped by ${principal}` : `stopped by ${principal}: ${reason}`;
}

/** @param attempt the one that failed, from 1 */
export function retryDelayMs(
  retry: { readonly intervalSeconds: number; readonly backoffRate: number },
  attempt: number,
  limits: JobsLimits,
): number {
  const delayMs = retry.intervalSeconds * 1000 * retry.backoffRate ** (attempt - 1);
  return Math.round(Math.min(delayMs, limits.retryDelayMsMax));
}

export function restUntil(now: EpochMs, delayMs: number): RunPhase {
  return { kind: "resting", until: epochMs(now + delayMs) };
}

function withoutReason(run: Run): Run {
  const { reason: _, ...rest } = run;
  return rest;
}
