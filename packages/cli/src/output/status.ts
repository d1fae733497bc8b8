import type { ExecutionStatus, RunStatus } from "@landbridge/model";
import type { Colours } from "../terminal.ts";

export type Status = RunStatus | ExecutionStatus | OccurrenceStatus | "ENABLED" | "DISABLED";
type OccurrenceStatus = "UPCOMING" | "FIRED" | "SKIPPED" | "MISSED";
type Paint = "green" | "red" | "yellow" | "cyan" | "dim";

const paints = {
  QUEUED: "cyan",
  RUNNING: "cyan",
  UNREACHABLE: "yellow",
  SUCCEEDED: "green",
  FAILED: "red",
  TIMED_OUT: "red",
  STOPPED: "yellow",
  REFUSED: "yellow",
  LOST: "red",
  ABORTED: "yellow",
  UPCOMING: "cyan",
  FIRED: "green",
  SKIPPED: "yellow",
  MISSED: "red",
  ENABLED: "green",
  DISABLED: "dim",
} as const satisfies Record<Status, Paint>;

export function paintStatus(status: Status, colours: Colours): string {
  // A newer server may know a status that this program does not.
  const paint: Paint | undefined = Object.hasOwn(paints, status) ? paints[status] : undefined;
  return paint === undefined ? status : colours[paint](status);
}
