import type { Facts } from "../facts.ts";
import { isOpen, type Violation } from "../ledger.ts";
import { names } from "../project.ts";

/** One wish made one thing, however often it was sent, and whether or not it was answered. */
export function checkNothingIsDoubled(facts: Facts): Violation[] {
  const made = Map.groupBy([...executionsOf(facts), ...runsOf(facts)], ({ ask }) => ask);
  const violations: Violation[] = [];
  for (const [ask, things] of made)
    if (things.length > 1)
      violations.push({
        kind: "doubled",
        sentence: `ask ${ask} made ${things.map(({ id }) => id).join(" and ")}`,
      });
  for (const { number, told } of facts.ledger.asks) {
    if (told === undefined) continue;
    const id = told.kind === "accepted" ? told.id : told.run;
    const [thing] = made.get(number) ?? [];
    if (thing !== undefined && thing.id !== id)
      violations.push({ kind: "wrong", sentence: `ask ${number} was answered ${id}, and made ${thing.id}` });
  }
  return [...violations, ...checkHauls(facts)];
}

interface Made {
  readonly ask: number;
  readonly id: string;
}

function executionsOf({ executions }: Facts): Made[] {
  return [...executions.values()].flatMap(({ execution }) => madeOf(execution.id, execution.input));
}

function runsOf({ runs }: Facts): Made[] {
  return [...runs.values()].flatMap((run) => madeOf(run.id, run.input));
}

function madeOf(id: string, input: unknown): Made[] {
  const ask = typeof input === "object" && input !== null && "ask" in input ? input.ask : undefined;
  return typeof ask === "number" ? [{ ask, id }] : [];
}

/** A task that launches a job launches it once, however often the task is delivered. */
function checkHauls({ executions, runs }: Facts): Violation[] {
  const launched = Map.groupBy([...runs.values()], ({ cause }) =>
    cause.kind === "execution" ? cause.execution : "",
  );
  return [...executions.values()].flatMap(({ execution }): Violation[] => {
    if (execution.stateMachine !== names.haul) return [];
    const admitted = (launched.get(execution.id) ?? []).filter(({ status }) => status !== "REFUSED");
    if (admitted.length > 1) {
      const ids = admitted.map(({ id }) => id).join(" and ");
      return [{ kind: "doubled", sentence: `execution ${execution.id} launched ${ids}` }];
    }
    const isMissing = execution.status === "SUCCEEDED" && admitted[0]?.status !== "SUCCEEDED";
    if (!isMissing && !admitted.some(({ status }) => isOpen(status))) return [];
    return [{ kind: "wrong", sentence: `execution ${execution.id} SUCCEEDED without a run that did` }];
  });
}
