import type { Effect, Facts } from "../facts.ts";
import type { Violation } from "../ledger.ts";
import { names } from "../project.ts";

/** A function that was said to have succeeded did its work, and every delivery of a task bore one token. */
export function checkEffects({ effects, executions }: Facts): Violation[] {
  const violations: Violation[] = [];
  const tasks = Map.groupBy(effects, taskOf);
  for (const [task, deliveries] of tasks)
    if (new Set(deliveries.map(({ request }) => request)).size > 1)
      violations.push({
        kind: "wrong",
        sentence: `the task ${task} was delivered under more than one token`,
      });
  const requests = new Set(effects.map(({ request }) => request));
  for (const { execution } of executions.values()) {
    if (execution.stateMachine !== names.flow || execution.status !== "SUCCEEDED") continue;
    const claimed = requestsIn(execution.output);
    if (claimed.length !== 4)
      violations.push({
        kind: "wrong",
        sentence: `execution ${execution.id} has ${claimed.length} results of 4`,
      });
    for (const request of claimed)
      if (!requests.has(request))
        violations.push({ kind: "lost", sentence: `${request} of ${execution.id} left no trace` });
  }
  return violations;
}

function taskOf({ execution, state, item, retry }: Effect): string {
  return `${execution} ${state} ${item}, attempt ${retry + 1}`;
}

/** The members `request`, wherever in the output they are. */
function requestsIn(output: unknown): string[] {
  if (typeof output !== "object" || output === null) return [];
  return Object.entries(output).flatMap(([name, value]) =>
    name === "request" && typeof value === "string" ? [value] : requestsIn(value),
  );
}
