import { isOpenRun, type Run } from "@landbridge/model";
import type { Entry } from "@landbridge/store";
import { type Check, must } from "./check.ts";

/** Law 3 and J5: a run has one outcome, and everybody is told that one. */
export function oneOutcome(): Check {
  const outcomes = new Map<string, string>();
  return {
    law: "every run has one outcome",
    committed({ writes }: Entry) {
      for (const write of writes) {
        if (write.table !== "runs") continue;
        must(write.kind !== "delete", `run ${write.key} was deleted`);
        if (write.body === undefined) continue;
        const { run } = (JSON.parse(write.body) as { readonly r: { readonly run: Run } }).r;
        const known = outcomes.get(run.id);
        const outcome = JSON.stringify(run);
        must(
          known === undefined || known === outcome,
          `the outcome of run ${run.id} became ${outcome}, it was ${known}`,
        );
        if (!isOpenRun(run.status)) outcomes.set(run.id, outcome);
      }
    },
    always({ ledger }) {
      for (const run of ledger.told) {
        const known = outcomes.get(run.id);
        must(
          known === JSON.stringify(run),
          `of run ${run.id} was told ${JSON.stringify(run)}, it is ${known}`,
        );
      }
    },
    inTheEnd({ ledger }) {
      const told = new Set(ledger.told.map(({ id }) => id));
      for (const [id, outcome] of outcomes) {
        const { status } = JSON.parse(outcome) as Run;
        must(
          status === "REFUSED" || told.has(id as Run["id"]),
          `nobody was told that run ${id} is ${status}`,
        );
      }
    },
  };
}
