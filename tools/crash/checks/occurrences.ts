import type { OccurrenceBody } from "@landbridge/api";
import type { Facts } from "../facts.ts";
import type { Violation } from "../ledger.ts";
import { names, schedulePeriodMs } from "../project.ts";

/** Every due time has one item, and what fired made one execution. */
export function checkOccurrences(facts: Facts): Violation[] {
  return [...checkDueTimes(facts), ...checkFired(facts)];
}

function checkDueTimes({ occurrences, schedule }: Facts): Violation[] {
  const violations: Violation[] = [];
  const dues = occurrences.flatMap(dueTimes).toSorted((a, b) => a - b);
  const [first = Number.POSITIVE_INFINITY] = dues;
  const last = dues.at(-1) ?? 0;
  if (first > schedule.fromMs + 2 * schedulePeriodMs || last < schedule.toMs - schedulePeriodMs)
    violations.push({
      kind: "lost",
      sentence: `occurrences are known from ${iso(first)} to ${iso(last)}, and were due from ${iso(schedule.fromMs)} to ${iso(schedule.toMs)}`,
    });
  dues.forEach((due, index) => {
    const before = dues[index - 1];
    if (before === undefined) return;
    if (due === before)
      violations.push({ kind: "doubled", sentence: `the occurrence of ${iso(due)} is there twice` });
    else if (due !== before + schedulePeriodMs)
      violations.push({ kind: "lost", sentence: `no occurrence between ${iso(before)} and ${iso(due)}` });
  });
  return violations;
}

/** An item may stand for many. */
function dueTimes({ due, summary }: OccurrenceBody): number[] {
  const last = Date.parse(due);
  const count = summary?.count ?? 1;
  return Array.from({ length: count }, (_, index) => last - index * schedulePeriodMs);
}

function checkFired({ occurrences, executions }: Facts): Violation[] {
  const violations: Violation[] = [];
  const fired = occurrences.filter(({ status }) => status === "FIRED");
  const owners = new Map<string, string>();
  for (const { due, execution, status, reasonCode } of occurrences) {
    if (status !== "FIRED" && reasonCode === undefined)
      violations.push({ kind: "wrong", sentence: `the occurrence of ${due} is ${status} without a reason` });
    if (execution === undefined) continue;
    if (!executions.has(execution))
      violations.push({
        kind: "lost",
        sentence: `the occurrence of ${due} made ${execution}, which is not there`,
      });
    const other = owners.get(execution);
    if (other !== undefined)
      violations.push({ kind: "wrong", sentence: `${execution} belongs to ${other} and to ${due}` });
    owners.set(execution, due);
  }
  const ticks = [...executions.values()].filter(({ execution }) => execution.stateMachine === names.tick);
  if (ticks.length !== fired.length)
    violations.push({
      kind: ticks.length > fired.length ? "doubled" : "lost",
      sentence: `${fired.length} occurrences fired, and there are ${ticks.length} executions of them`,
    });
  return violations;
}

function iso(instant: number): string {
  return Number.isFinite(instant) && instant > 0 ? new Date(instant).toISOString() : "never";
}
