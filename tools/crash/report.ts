import { type CrashResult, median } from "./run-crash.ts";

/** Violations that are printed in full; the rest is counted. */
const shownMax = 20;

export function printResult(result: CrashResult): void {
  const { acknowledged, restartMs, violations } = result;
  const count = (kind: string): number => violations.filter((violation) => violation.kind === kind).length;
  const rows: readonly (readonly [string, string | number])[] = [
    ["rounds (kill -9)", result.rounds],
    ["acknowledged: executions", acknowledged.executions],
    ["acknowledged: runs", acknowledged.runs],
    ["acknowledged: refused launches", acknowledged.refusals],
    ["acknowledged: stops", acknowledged.stops],
    ["acknowledged: results by task token", acknowledged.results],
    ["requests cut off by a kill", result.unanswered],
    ["repeated under an Idempotency-Key", result.replays],
    ["finished: executions", result.finishedExecutions],
    ["finished: runs", result.finishedRuns],
    ["occurrences accounted for", result.occurrences],
    ["job processes that lived through a kill", result.spanning],
    ["restart p50", `${Math.round(median(restartMs))} ms`],
    ["restart max", `${Math.round(Math.max(...restartMs))} ms`],
    ["lost", count("lost")],
    ["doubled", count("doubled")],
    ["wrong otherwise", count("wrong")],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${String(value).padStart(8)}`);
  for (const { kind, sentence } of violations.slice(0, shownMax)) console.log(`${kind}: ${sentence}`);
  if (violations.length > shownMax) console.log(`and ${violations.length - shownMax} more`);
  if (violations.length > 0)
    console.log(`kept: ${result.folder} (data, and logs of the server and its jobs)`);
}
