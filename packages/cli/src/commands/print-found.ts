import type { ExecutionBody, MapRunBody, RunBody } from "@landbridge/api";
import type { ExitStatus } from "../failure.ts";
import { timeText } from "../output/time.ts";
import type { Invocation } from "../program/spec.ts";
import type { Found } from "./find-by-id.ts";
import { printExecution } from "./print-execution.ts";
import { printMapRun } from "./print-map-run.ts";
import { printRun } from "./print-run.ts";

/** A run, an execution or a map run, whole. */
export function printFound({ options, terminal: { out } }: Invocation, found: Found): ExitStatus {
  if (options.flag("json")) {
    out.write(`${JSON.stringify(bodyOf(found), null, 2)}\n`);
    return 0;
  }
  const times = timeText(options);
  switch (found.kind) {
    case "run":
      printRun(out, found.run, times);
      return 0;
    case "execution":
      printExecution(out, found.execution, times);
      return 0;
    case "map-run":
      printMapRun(out, found.mapRun, times);
      return 0;
  }
}

function bodyOf(found: Found): RunBody | ExecutionBody | MapRunBody {
  if (found.kind === "run") return found.run;
  return found.kind === "execution" ? found.execution : found.mapRun;
}
