import type { ExecutionFacts, Facts } from "../facts.ts";
import type { Violation } from "../ledger.ts";

/** The event that ends an execution, by its status. */
const terminalTypes: Readonly<Record<string, string>> = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  ABORTED: "ExecutionAborted",
  TIMED_OUT: "ExecutionTimedOut",
};
const isTerminalType: ReadonlySet<string> = new Set(Object.values(terminalTypes));

/** Acknowledged means there; each ends once, at the end of a history without gaps. */
export function checkExecutions({ ledger, executions }: Facts): Violation[] {
  const lost = ledger
    .accepted("execution")
    .filter((id) => !executions.has(id))
    .map((id) => ({ kind: "lost" as const, sentence: `execution ${id} was acknowledged, and is not there` }));
  const faults = [...executions.values()].flatMap((facts) => faultsOf(facts, ledger));
  return [...lost, ...faults];
}

function faultsOf({ execution, history }: ExecutionFacts, ledger: Facts["ledger"]): Violation[] {
  const { id, status, stateMachine } = execution;
  const violations: Violation[] = [];
  const wrong = (sentence: string): void =>
    void violations.push({ kind: "wrong", sentence: `execution ${id} of ${stateMachine}: ${sentence}` });
  if (history.some((event, index) => event.id !== index + 1 || event.previousEventId >= event.id))
    wrong(`its events are not numbered 1 to ${history.length}`);
  if (history[0]?.type !== "ExecutionStarted") wrong(`it begins with ${history[0]?.type}`);
  const ends = history.filter(({ type }) => isTerminalType.has(type));
  if (ends.length > 1)
    violations.push({ kind: "doubled", sentence: `execution ${id} ended ${ends.length} times` });
  const last = history.at(-1)?.type;
  if (last !== terminalTypes[status]) wrong(`it is ${status}, and its last event is ${last}`);
  const told = ledger.outcomes.get(id);
  if (told !== undefined && told !== status) wrong(`it was ${told}, and is ${status}`);
  // Nothing in this project fails for good, so what does was harmed by a crash.
  const isFine = status === "SUCCEEDED" || (status === "ABORTED" && ledger.stopSent.has(id));
  if (!isFine) wrong(`it ended ${status}: ${execution.error} ${execution.cause}`);
  return violations;
}
