import type { Resource } from "../machine.ts";
import { reject, type Source } from "../source.ts";

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
