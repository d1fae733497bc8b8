import type { MapRunBody } from "@landbridge/api";
import { humanDuration } from "../output/duration.ts";
import { printFacts } from "../output/facts.ts";
import { plain } from "../output/plain.ts";
import { paintStatus } from "../output/status.ts";
import type { TimeText } from "../output/time.ts";
import type { Output } from "../terminal.ts";
import { epochOf } from "./run-text.ts";

export function printMapRun(out: Output, mapRun: MapRunBody, times: TimeText): void {
  const { id, arn, execution, children, status, startedAt, stoppedAt, redrivenAt } = mapRun;
  const { maxConcurrency, toleratedFailureCount, toleratedFailurePercentage } = mapRun;
  printFacts(out, [
    ["map run", id],
    ["arn", plain(arn)],
    ["execution", plain(execution)],
    ["status", paintStatus(status, out.colours)],
    ["started", times.exact(startedAt)],
    ["stopped", stoppedAt === undefined ? undefined : times.exact(stoppedAt)],
    [
      "redriven",
      redrivenAt === undefined
        ? undefined
        : `${mapRun.redriveCount} times, last at ${times.exact(redrivenAt)}`,
    ],
    ["took", humanDuration(epochOf(stoppedAt) - epochOf(startedAt))],
    ["concurrency", maxConcurrency === 0 ? "no limit of the definition's" : String(maxConcurrency)],
    ["tolerates", `${toleratedFailureCount} failures, or ${toleratedFailurePercentage}% of the items`],
    ["items", countsText(mapRun.itemCounts)],
    ["executions", countsText(mapRun.executionCounts)],
    ["list them", `landbridge executions --state-machine ${plain(children)}`],
  ]);
}

/** "3 of 10 succeeded, 1 failed, 6 running"; what there is none of is not said. */
export function countsText(counts: MapRunBody["itemCounts"]): string {
  const { total, succeeded, failed, timedOut, aborted, running, pending, pendingRedrive } = counts;
  const others = [
    [failed, "failed"],
    [timedOut, "timed out"],
    [aborted, "aborted"],
    [running, "running"],
    [pending, "pending"],
    [pendingRedrive, "waiting for their redrive"],
  ] as const;
  const parts = others.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [`${succeeded} of ${total} succeeded`, ...parts].join(", ");
}
