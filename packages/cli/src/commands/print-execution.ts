import type { ExecutionBody } from "@landbridge/api";
import { humanDuration } from "../output/duration.ts";
import { jsonText, printFacts } from "../output/facts.ts";
import { plain } from "../output/plain.ts";
import { paintStatus } from "../output/status.ts";
import type { TimeText } from "../output/time.ts";
import type { Output } from "../terminal.ts";
import { epochOf } from "./run-text.ts";

export function printExecution(out: Output, execution: ExecutionBody, times: TimeText): void {
  const { id, name, arn, stateMachine, status, startedAt, stoppedAt, error, cause, output } = execution;
  printFacts(out, [
    ["execution", id],
    ["name", name === id ? undefined : plain(name)],
    ["state machine", plain(stateMachine)],
    ["revision", execution.revision],
    ["arn", plain(arn)],
    ["status", paintStatus(status, out.colours)],
    ["error", error === undefined ? undefined : plain(error)],
    ["cause", cause === undefined ? undefined : plain(cause)],
    ["started", times.exact(startedAt)],
    ["stopped", stoppedAt === undefined ? undefined : times.exact(stoppedAt)],
    ["redriven", redrivenText(execution, times)],
    ["took", humanDuration(epochOf(stoppedAt) - epochOf(startedAt))],
    ["of AWS's limits", headroomText(execution.headroom)],
    ["input", jsonText(execution.input)],
    ["output", output === undefined ? undefined : jsonText(output)],
  ]);
}

/** "twice" is what an operator asks; that it could be, when it failed. */
function redrivenText(execution: ExecutionBody, times: TimeText): string | undefined {
  const { id, redriveCount, redrivenAt, redrive } = execution;
  if (redrivenAt !== undefined) {
    return `${redriveCount === 1 ? "once" : `${redriveCount} times`}, last at ${times.exact(redrivenAt)}`;
  }
  return redrive?.status === "REDRIVABLE"
    ? `not yet; \`landbridge redrive ${id}\` goes on with it`
    : undefined;
}

/** "events 0.1%, payload 3%, longest task 12% (108 s of 900 s)" */
function headroomText(headroom: ExecutionBody["headroom"]): string | undefined {
  if (headroom === undefined) return undefined;
  const { events, payloadBytes, longestTaskSeconds: task } = headroom;
  const parts = [`events ${percent(events.share)}`, `payload ${percent(payloadBytes.share)}`];
  if (task !== undefined) {
    const seconds = Math.round(task.used * 10) / 10;
    parts.push(`longest task ${percent(task.share)} (${seconds} s of ${task.limit} s)`);
  }
  return parts.join(", ");
}

/** What is hardly anything must not look like nothing. */
function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return "<0.1%";
  return `${value < 10 ? Math.round(value * 10) / 10 : Math.round(value)}%`;
}
