import type { RunSummaryBody } from "@landbridge/api";
import { humanDuration } from "../output/duration.ts";
import { plain } from "../output/plain.ts";

/** How long it took; of one that goes on, how long until now. */
export function durationOf(
  run: Pick<RunSummaryBody, "startedAt" | "endedAt" | "status">,
): string | undefined {
  const { startedAt, endedAt } = run;
  if (startedAt === undefined) return undefined;
  return humanDuration(epochOf(endedAt) - epochOf(startedAt));
}

export function epochOf(instant: string | undefined): number {
  return instant === undefined ? Date.now() : Date.parse(instant);
}

export function causeText(cause: RunSummaryBody["cause"]): string {
  switch (cause.kind) {
    case "api":
      return `key ${cause.principal}`;
    case "schedule":
      return `schedule ${cause.schedule}`;
    case "execution":
      return `execution ${cause.execution}`;
  }
}

export function exitText(exit: RunSummaryBody["exit"]): string | undefined {
  if (exit === undefined) return undefined;
  return exit.kind === "code" ? `exit code ${exit.code}` : `signal ${exit.signal}`;
}

/** "42 %, table 7 of 12, rows 1200" */
export function progressText(progress: RunSummaryBody["progress"]): string | undefined {
  if (progress === undefined) return undefined;
  const { percent, message, metrics = {} } = progress;
  const parts = [
    ...(percent === undefined ? [] : [`${Math.round(percent)} %`]),
    ...(message === undefined ? [] : [plain(message)]),
    ...Object.entries(metrics).map(([name, value]) => `${plain(name)} ${value}`),
  ];
  return parts.join(", ");
}
