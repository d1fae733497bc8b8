import type { ExecutionFacts, Facts } from "../facts.ts";
import type { Violation } from "../ledger.ts";
import { names } from "../project.ts";

/** A task token is the same for every delivery, and its result was taken once. */
export function checkTokens({ ledger, executions, offers }: Facts): Violation[] {
  const violations: Violation[] = [];
  for (const [execution, given] of Map.groupBy(offers, (offer) => offer.execution))
    if (new Set(given.map(({ token }) => token)).size > 1)
      violations.push({ kind: "wrong", sentence: `the task of ${execution} was offered under two tokens` });
  const byName = new Map([...executions.values()].map((facts) => [facts.execution.name, facts]));
  for (const name of ledger.approved.values()) {
    if (name === "") continue;
    const facts = byName.get(name);
    if (facts === undefined)
      violations.push({ kind: "lost", sentence: `${name} was approved, and is not there` });
    else violations.push(...faultsOf(facts));
  }
  return violations;
}

function faultsOf({ execution, history }: ExecutionFacts): Violation[] {
  if (execution.stateMachine !== names.approval) return [];
  const count = history.filter(({ type }) => type === "TaskSucceeded").length;
  if (count > 1) return [{ kind: "doubled", sentence: `execution ${execution.id} took ${count} results` }];
  const isTaken = count === 1 && execution.status === "SUCCEEDED";
  if (isTaken) return [];
  return [
    {
      kind: "lost",
      sentence: `the result of ${execution.id} was acknowledged, and it is ${execution.status}`,
    },
  ];
}
