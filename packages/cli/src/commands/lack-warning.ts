import type { Output } from "../terminal.ts";
import type { LogPart } from "./log-part.ts";

/** Tells, where the disk of the run's host was full, that output may be missing. @param offset undefined or null: it was not */
export function warnOfLack({ run, stream }: LogPart, offset: unknown, err: Output): void {
  if (typeof offset !== "number" && typeof offset !== "string") return;
  err.write(
    `${stream} of run ${run} may be incomplete after ${offset} bytes: the disk of its host was full. Make room there.\n`,
  );
}
