import type { EpochMs, Json, ProcessExit, Run, RunReport, RunStatus } from "@landbridge/model";
import type { JobsLimits } from "./limits.ts";
import {
  becomeUnreachable,
  over,
  placingFrom,
  restUntil,
  retryDelayMs,
  type Step,
  statusIn,
  stopSentence,
  withStatus,
} from "./run-life.ts";
import { mayLive, type RunRecord } from "./run-record.ts";

type Report<K extends RunReport["kind"]> = Extract<RunReport, { readonly kind: K }>;

export interface ReportFacts {
  readonly now: EpochMs;
  readonly limits: JobsLimits;
}

/**
 * What a report makes of a run; undefined: it is no news (J4). A report of an attempt that is over, or
 * before its time, cannot match: an attempt's number is never used twice, and a run that rests between two
 * attempts has none.
 */
export function afterReport(record: RunRecord, report: RunReport, facts: ReportFacts): Step | undefined {
  if (!mayLive(record) || report.attempt !== record.run.attempt) return undefined;
  switch (report.kind) {
    case "started":
      return afterStarted(record, report);
    case "ended":
    case "gone":
    case "not-started":
      return afterEnd(record, verdictOn(record, report, facts.limits), report.at, facts);
    case "progress":
      return afterProgress(record, report);
    case "unknown":
      return afterUnknown(record);
  }
}

function afterStarted(record: RunRecord, report: Report<"started">): Step | undefined {
  const act = record.stop === undefined ? {} : ({ act: "stop" } as const);
  if (record.phase.kind === "started" && record.run.status === "RUNNING") return { record, ...act };
  const running = withStatus(record, "RUNNING");
  const run: Run = { ...running.run, startedAt: record.run.startedAt ?? report.at };
  return { record: { ...running, run, phase: { kind: "started", identity: report.identity } }, ...act };
}

/** Late, or of a process that is not known to run, it is no news. */
function afterProgress(record: RunRecord, report: Report<"progress">): Step | undefined {
  const { progress } = record.run;
  if (record.phase.kind !== "started" || (progress !== undefined && progress.at > report.at))
    return undefined;
  return { record: { ...record, run: { ...record.run, progress: { ...report.progress, at: report.at } } } };
}

/** Of a run with `restart: elsewhere`, once it is certain that no process of it is left on its host. */
function moveElsewhere(record: RunRecord, why: string, facts: ReportFacts): Step | undefined {
  const { run, plan, stop, moves = 0 } = record;
  if (plan?.restart === undefined || stop !== undefined || moves >= facts.limits.movesMax) return undefined;
  const reason = `attempt ${run.attempt} was lost (${why}); it is launched again elsewhere`;
  const queued = withStatus(record, "QUEUED", reason);
  return { record: { ...queued, moves: moves + 1, phase: placingFrom(record, facts.now, run.host) } };
}

/**
 * Its host was silent for so long that its supervisor has ended it (H6 of the model's host.ts). Undefined: it is
 * not silent any more, or this was about an attempt before.
 */
export function afterSilence(record: RunRecord, attempt: number, facts: ReportFacts): Step | undefined {
  const { run, plan } = record;
  if (!mayLive(record) || run.status !== "UNREACHABLE" || run.attempt !== attempt) return undefined;
  const seconds = plan?.restart?.killAfterSeconds ?? 0;
  const reason = `host ${run.host ?? "?"} is silent, and ends it by itself after ${seconds} s (killAfter), which have passed`;
  return afterEnd(record, { status: "LOST", reason }, facts.now, facts);
}

interface Verdict {
  readonly status: RunStatus;
  readonly reason?: string;
  readonly found?: Pick<Run, "exit" | "result">;
}

function afterEnd(record: RunRecord, verdict: Verdict, at: EpochMs, facts: ReportFacts): Step {
  const { status, reason, found } = withTold(record, verdict);
  if (status === "LOST") {
    const moved = moveElsewhere(record, reason ?? "lost", facts);
    if (moved !== undefined) return moved;
  }
  const { attempt } = record.run;
  const retry = record.plan?.retry;
  const isFailure = status === "FAILED" || status === "TIMED_OUT" || status === "LOST";
  if (!isFailure || record.stop !== undefined || retry === undefined || attempt > retry.maxAttempts)
    return { record: over(record, status, at, reason, found) };
  const delayMs = retryDelayMs(retry, attempt, facts.limits);
  const sentence = `attempt ${attempt} failed (${reason ?? status}); attempt ${attempt + 1} follows after ${delayMs / 1000} s`;
  return { record: { ...withStatus(record, "RUNNING", sentence), phase: restUntil(facts.now, delayMs) } };
}

/** A process that only waited for its callback is lost without harm once that was made. */
function withTold({ run, callback }: RunRecord, verdict: Verdict): Verdict {
  if (verdict.status !== "LOST" || callback?.attempt !== run.attempt) return verdict;
  const { status, result, reason } = callback.outcome;
  const sentence = `told by its callback; its process was lost (${verdict.reason ?? "lost"})`;
  return {
    status,
    reason: reason === undefined ? sentence : `${reason} (${sentence})`,
    ...(result !== undefined && { found: { result } }),
  };
}

function verdictOn(
  record: RunRecord,
  report: Report<"ended"> | Report<"gone"> | Report<"not-started">,
  limits: JobsLimits,
): Verdict {
  if (report.kind === "ended") return verdictOnExit(record, report, limits);
  if (record.stop !== undefined) return { status: "STOPPED", reason: stopSentence(record.stop) };
  if (report.kind === "not-started") return { status: "FAILED", reason: notStartedSentence(record, report) };
  return { status: "LOST", reason: goneSentences[report.evidence] };
}

const goneSentences: Record<Report<"gone">["evidence"], string> = {
  "other-boot": "the host was restarted while the process ran, and there is no exit record",
  "empty-process-group": "the process and its supervisor are gone, and there is no exit record",
};

/** The host's own words may quote a value, and those of a sensitive job are not repeated. */
function notStartedSentence(record: RunRecord, report: Report<"not-started">): string {
  if (record.plan?.isSensitive === true)
    return "the host could not start it; its words are withheld, as the job's data is sensitive";
  return `the host could not start it: ${report.reason}`;
}

function verdictOnExit(record: RunRecord, report: Report<"ended">, limits: JobsLimits): Verdict {
  const { exit } = report;
  switch (report.how) {
    case "stopped":
      return {
        status: "STOPPED",
        reason: record.stop === undefined ? "stopped on the host" : stopSentence(record.stop),
        found: { exit },
      };
    case "timed-out": {
      const seconds = record.plan?.timeoutSeconds;
      const limit = seconds === undefined ? "its time limit" : `its limit of ${seconds} s`;
      return { status: "TIMED_OUT", reason: `ran longer than ${limit}`, found: { exit } };
    }
    case "cut-off":
      return record.stop === undefined
        ? { status: "LOST", reason: cutOffSentence(record), found: { exit } }
        : { status: "STOPPED", reason: stopSentence(record.stop), found: { exit } };
    case "exited":
      return verdictOnOwnExit(record, exit, report.result, limits);
  }
}

function cutOffSentence({ plan }: RunRecord): string {
  const seconds = plan?.restart?.killAfterSeconds;
  return `ended by its host, which was cut off from the server${seconds === undefined ? "" : ` for ${seconds} s (killAfter)`}`;
}

function verdictOnOwnExit(
  record: RunRecord,
  exit: ProcessExit,
  result: Json | undefined,
  limits: JobsLimits,
): Verdict {
  const isSuccess = exit.kind === "code" && (record.plan?.successExitCodes.includes(exit.code) ?? false);
  const isGround = record.plan?.limits === "ground";
  const kept = keepResult(result, isGround ? limits.groundResultBytesMax : limits.resultBytesMax);
  const found = { exit, ...kept.found };
  if (isSuccess) return { status: "SUCCEEDED", ...kept.remark, found };
  const sentence = exit.kind === "code" ? `exit code ${exit.code}` : `ended by signal ${exit.signal}`;
  if (record.stop === undefined) return { status: "FAILED", reason: sentence, found };
  return { status: "STOPPED", reason: `${stopSentence(record.stop)} (${sentence}, by itself)`, found };
}

function keepResult(
  result: Json | undefined,
  bytesMax: number,
): { readonly found: Pick<Run, "result">; readonly remark: { readonly reason?: string } } {
  if (result === undefined) return { found: {}, remark: {} };
  const bytes = Buffer.byteLength(JSON.stringify(result));
  if (bytes <= bytesMax) return { found: { result }, remark: {} };
  const reason = `its result of ${bytes} bytes was given up: at most ${bytesMax} are kept`;
  return { found: {}, remark: { reason } };
}

/** The host has no folder of the attempt (docs/decisions/0004). */
function afterUnknown(record: RunRecord): Step | undefined {
  if (record.phase.kind === "started") return becomeUnreachable(record, folderLostSentence(record.run));
  const reachable = withStatus(record, statusIn(record.phase, record.run.attempt));
  const isSame = record.run.status === reachable.run.status;
  return { record: isSame ? record : reachable, act: record.stop === undefined ? "order" : "stop" };
}

function folderLostSentence({ host, attempt }: Run): string {
  return `host ${host ?? "?"} has no record of attempt ${attempt}, which it had started: make sure that no process of it is left, then mark the run as lost`;
}
