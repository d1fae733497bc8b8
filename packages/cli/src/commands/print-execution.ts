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
    ["took", humanDuration(epochOf(stoppedAt) - epochOf(startedAt))],
    ["input", jsonText(execution.input)],
    ["output", output === undefined ? undefined : jsonText(output)],
  ]);
}
