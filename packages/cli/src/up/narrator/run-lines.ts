import { isOpenRun, type ProcessExit, type Run, type RunStatus } from "@landbridge/model";
import type { ServerNews } from "@landbridge/server";
import { cliLimits } from "../../limits.ts";
import { humanDuration } from "../../output/duration.ts";
import { shortName } from "./execution-lines.ts";
import type { Line } from "./line.ts";
import type { Memory } from "./memory.ts";

/** @param known the status and attempt in which each open run was last told of: a run is news when they change */
export function runLines(
  { run, at }: Extract<ServerNews, { readonly kind: "run" }>,
  known: Memory<string>,
): readonly Line[] {
  const state = `${run.status} ${run.attempt} ${run.startedAt === undefined}`;
  if (known.get(run.id) === state) return [];
  if (isOpenRun(run.status)) known.set(run.id, state);
  else known.delete(run.id);
  const { tone, plural, say } = words[run.status];
  return [{ at, subject: "run", name: run.job, text: say(run), tone, plural }];
}

interface Words extends Pick<Line, "tone" | "plural"> {
  readonly say: (run: Run) => string;
}

const words = {
  QUEUED: { tone: "plain", plural: "runs queued", say: ({ id }) => `queued: ${id}` },
  RUNNING: { tone: "plain", plural: "runs started", say: sayRunning },
  UNREACHABLE: {
    tone: "bad",
    plural: "runs out of reach",
    say: ({ id, reason }) => `${id} cannot be reached; its slot stays held${because(reason)}`,
  },
  SUCCEEDED: {
    tone: "good",
    plural: "runs succeeded",
    say: (run) => `${shortName(run.id)} succeeded${took(run)}`,
  },
  FAILED: {
    tone: "bad",
    plural: "runs failed",
    say: (run) => `${run.id} failed${took(run)}${because(run.reason ?? exitText(run.exit))}`,
  },
  TIMED_OUT: {
    tone: "bad",
    plural: "runs timed out",
    say: (run) => `${run.id} timed out${took(run)}${because(run.reason)}`,
  },
  STOPPED: {
    tone: "warning",
    plural: "runs stopped",
    say: (run) => `${run.id} was stopped${took(run)}${because(run.reason)}`,
  },
  REFUSED: {
    tone: "warning",
    plural: "launches refused",
    say: ({ blockingRun }) => `launch refused: run ${blockingRun ?? "?"} is still open`,
  },
  LOST: { tone: "bad", plural: "runs lost", say: ({ id, reason }) => `${id} is lost${because(reason)}` },
} as const satisfies Record<RunStatus, Words>;

function sayRunning(run: Run): string {
  const attempt = run.attempt > 1 ? ` (attempt ${run.attempt})` : "";
  return run.startedAt === undefined
    ? `launched: ${run.id}${attempt}`
    : `${shortName(run.id)} is running${attempt}`;
}

function took({ startedAt, endedAt }: Run): string {
  return startedAt === undefined || endedAt === undefined
    ? ""
    : ` after ${humanDuration(endedAt - startedAt)}`;
}

function exitText(exit: ProcessExit | undefined): string | undefined {
  if (exit === undefined) return undefined;
  return exit.kind === "code" ? `exit code ${exit.code}` : `killed by ${exit.signal}`;
}

function because(reason: string | undefined): string {
  return reason === undefined ? "" : `: ${reason.slice(0, cliLimits.causeLengthMax)}`;
}
