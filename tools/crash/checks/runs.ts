import type { RunBody } from "@landbridge/api";
import type { Facts, ProcessLine } from "../facts.ts";
import type { Violation } from "../ledger.ts";

/** Each run has one outcome, and its process said the same. */
export function checkRuns(facts: Facts): Violation[] {
  const { ledger, runs } = facts;
  const told = [...ledger.accepted("run"), ...ledger.refused.map(({ run }) => run)];
  const lost: Violation[] = told
    .filter((id) => !runs.has(id))
    .map((id) => ({ kind: "lost", sentence: `run ${id} was acknowledged, and is not there` }));
  const lines = Map.groupBy([...facts.long, ...facts.line], ({ run }) => run);
  const strangers: Violation[] = [...lines.keys()]
    .filter((id) => !runs.has(id))
    .map((id) => ({ kind: "wrong", sentence: `a process ran for ${id}, which is no run` }));
  const faults = [...runs.values()].flatMap((run) => faultsOf(run, lines.get(run.id) ?? [], facts));
  return [...lost, ...strangers, ...faults, ...checkRefusals(facts)];
}

function faultsOf(run: RunBody, lines: readonly ProcessLine[], { ledger }: Facts): Violation[] {
  const violations: Violation[] = [];
  const wrong = (sentence: string): void =>
    void violations.push({ kind: "wrong", sentence: `run ${run.id} of ${run.job}: ${sentence}` });
  const count = (what: ProcessLine["what"]): number => lines.filter((line) => line.what === what).length;
  if (count("start") > 1)
    violations.push({ kind: "doubled", sentence: `run ${run.id} was started ${count("start")} times` });
  const outcome = ledger.outcomes.get(run.id);
  if (outcome !== undefined && outcome !== run.status) wrong(`it was ${outcome}, and is ${run.status}`);
  switch (run.status) {
    case "SUCCEEDED":
      if (count("start") !== 1 || count("end") !== 1)
        wrong(`it SUCCEEDED, and its process said ${said(lines)}`);
      if (JSON.stringify(run.result) !== JSON.stringify({ run: run.id }))
        wrong(`its result is ${JSON.stringify(run.result)}`);
      break;
    case "REFUSED":
      if (lines.length > 0) wrong(`it was REFUSED, and its process said ${said(lines)}`);
      break;
    case "STOPPED":
      // A stop that came while the process ended by itself: it said all it had to say.
      if ((count("end") > 0 && !isOwnEnd(run)) || !isStopAsked(run, ledger))
        wrong(`it was STOPPED, and its process said ${said(lines)}`);
      break;
    case "QUEUED":
    case "RUNNING":
    case "UNREACHABLE":
      wrong(`it has no outcome: ${run.status}`);
      break;
    case "FAILED":
    case "TIMED_OUT":
    case "LOST":
      // Nothing in this project fails, so what does was harmed by a crash.
      wrong(`it ended ${run.status}: ${run.reason}`);
  }
  return violations;
}

function isOwnEnd({ exit }: RunBody): boolean {
  return exit?.kind === "code" && exit.code === 0;
}

/** By a client; the runs of a task are not stopped here. */
function isStopAsked(run: RunBody, ledger: Facts["ledger"]): boolean {
  return ledger.stopSent.has(run.id);
}

function said(lines: readonly ProcessLine[]): string {
  return lines.length === 0 ? "nothing" : lines.map(({ what }) => what).join(", ");
}

/** A refused launch names the run that blocked it: one of the same job that was there before it. */
function checkRefusals({ ledger, runs }: Facts): Violation[] {
  const wrong = (sentence: string): Violation => ({ kind: "wrong", sentence });
  const told = ledger.refused.flatMap(({ run, blockingRun }) =>
    runs.get(run)?.blockingRun === blockingRun
      ? []
      : [wrong(`refused run ${run} was told to be blocked by ${blockingRun}, and names another`)],
  );
  const kept = [...runs.values()].flatMap((run) => {
    if (run.status !== "REFUSED") return [];
    const blocking = runs.get(run.blockingRun ?? "");
    return blocking?.job === run.job && blocking.status !== "REFUSED"
      ? []
      : [wrong(`refused run ${run.id} names no run that could block it: ${run.blockingRun}`)];
  });
  return [...told, ...kept];
}
