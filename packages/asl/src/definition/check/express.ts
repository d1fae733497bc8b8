import { isJsonObject } from "@landbridge/model";
import type { Resource } from "../machine.ts";
import { child } from "../pointer.ts";
import { read, reject, type Source } from "../source.ts";

/** Whether an EXPRESS state machine may call it: it can wait for nobody. The words are AWS's, its spaces too. */
export function checkExpress(state: Source, resource: Resource): boolean {
  const refusal = refusalOf(resource);
  if (refusal === undefined) return true;
  reject(
    state,
    "Resource",
    `Express state machine does not support ${refusal}`,
    "Make the state machine STANDARD",
  );
  return false;
}

/** A map run's children are executions of their own, which outlive an EXPRESS machine. */
export function refuseDistributed(map: Source): void {
  for (const field of ["ItemProcessor", "Iterator"]) {
    const processor = read(map, field);
    const config = isJsonObject(processor) ? processor["ProcessorConfig"] : undefined;
    if (!isJsonObject(config) || config["Mode"] !== "DISTRIBUTED") continue;
    const path = child(child(child(map.pointer, field), "ProcessorConfig"), "Mode");
    const message =
      "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines";
    map.issues.error(path, "SCHEMA_VALIDATION_FAILED", message, "Make the state machine STANDARD");
  }
}

function refusalOf(resource: Resource): string | undefined {
  if (resource.kind === "activity") return "Activity ARN";
  if (resource.kind === "function") return undefined;
  switch (resource.pattern) {
    case "requestResponse":
      return undefined;
    case "waitForTaskToken":
      return "'.waitForTaskToken' service integration ";
    case "sync":
    case "sync:2":
      return "'.sync' service integration";
  }
}
