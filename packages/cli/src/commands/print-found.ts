import type { ExitStatus } from "../failure.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import type { Found } from "./find-by-id.ts";
import { printExecution } from "./print-execution.ts";
import { printRun } from "./print-run.ts";

/** A run or an execution, whole. */
export function printFound({ options, terminal: { out } }: Invocation, found: Found): ExitStatus {
  if (options.flag("json")) {
    out.write(`${JSON.stringify(found.kind === "run" ? found.run : found.execution, null, 2)}\n`);
    return 0;
  }
  const times = timeText(options);
  if (found.kind === "run") printRun(out, found.run, times);
  else printExecution(out, found.execution, times);
  return 0;
}
