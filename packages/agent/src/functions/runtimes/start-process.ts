import type { ProcessFacts, WorkerProcess } from "../channel.ts";
import { javaCommand } from "./java.ts";
import { startNodeProcess } from "./node-process.ts";
import { providedCommand } from "./provided.ts";
import { pythonCommand } from "./python.ts";
import { startRuntimeProcess } from "./runtime-api/runtime-process.ts";

/** What runs a function: a runtime of its own, by what its definition says. */
export function startProcess(facts: ProcessFacts): WorkerProcess {
  switch (facts.definition.runtime ?? "nodejs") {
    case "nodejs":
      return startNodeProcess(facts);
    case "python":
      return startRuntimeProcess(facts, pythonCommand);
    case "java":
      return startRuntimeProcess(facts, javaCommand);
    case "provided":
      return startRuntimeProcess(facts, providedCommand);
  }
}
