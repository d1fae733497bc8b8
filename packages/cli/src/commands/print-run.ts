import type { RunBody } from "@landbridge/api";
import { jsonText, printFacts } from "../output/facts.ts";
import { plain } from "../output/plain.ts";
import { paintStatus } from "../output/status.ts";
import type { TimeText } from "../output/time.ts";
import type { Output } from "../terminal.ts";
import { causeText, durationOf, exitText, progressText } from "./run-text.ts";

export function printRun(out: Output, run: RunBody, times: TimeText): void {
  const exact = (instant: string | undefined): string | undefined =>
    instant === undefined ? undefined : times.exact(instant);
  printFacts(out, [
    ["run", run.id],
    ["job", plain(run.job)],
    ["status", paintStatus(run.status, out.colours)],
    ["reason", run.reason === undefined ? undefined : plain(run.reason)],
    ["blocked by", run.blockingRun],
    ["exit", exitText(run.exit)],
    ["launched by", plain(causeText(run.cause))],
    ["attempt", run.attempt === 0 ? "none yet" : String(run.attempt)],
    ["host", run.host],
    ["requested", exact(run.requestedAt)],
    ["started", exact(run.startedAt)],
    ["ended", exact(run.endedAt)],
    ["took", durationOf(run)],
    ["progress", progressText(run.progress)],
    ["input", jsonText(run.input)],
    ["result", run.result === undefined ? undefined : jsonText(run.result)],
  ]);
}
