import { median } from "../crash/run-crash.ts";
import type { ChaosResult } from "./run-chaos.ts";

/** Violations that are printed in full; the rest is counted. */
const shownMax = 20;

export function printResult(result: ChaosResult): void {
  const { acknowledged, damage, takeoverMs, violations } = result;
  const count = (kind: string): number => violations.filter((violation) => violation.kind === kind).length;
  const total = Object.values(acknowledged).reduce((sum, one) => sum + one, 0);
  const rows: readonly (readonly [string, string | number])[] = [
    ["nodes", result.nodes],
    ["seconds", result.seconds],
    ["nodes killed (kill -9)", damage.kills],
    ["nodes frozen (SIGSTOP)", damage.freezes],
    ["nodes stopped and started", damage.stops],
    ["PostgreSQL restarted (immediate)", damage.databaseRestarts],
    ["acknowledged", total],
    ["  executions", acknowledged.executions],
    ["  runs", acknowledged.runs],
    ["  refused launches", acknowledged.refusals],
    ["  stops", acknowledged.stops],
    ["  results by task token", acknowledged.results],
    ["requests cut off", result.unanswered],
    ["finished", result.finishedExecutions + result.finishedRuns],
    ["  executions", result.finishedExecutions],
    ["  runs", result.finishedRuns],
    ["occurrences accounted for", result.occurrences],
    ["takeovers", takeoverMs.length],
    ["takeover p50", takeoverMs.length === 0 ? "-" : `${Math.round(median(takeoverMs))} ms`],
    ["takeover max", takeoverMs.length === 0 ? "-" : `${Math.round(Math.max(...takeoverMs))} ms`],
    ["lost", count("lost")],
    ["doubled", count("doubled")],
    ["wrong otherwise", count("wrong")],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${String(value).padStart(8)}`);
  for (const { kind, sentence } of violations.slice(0, shownMax)) console.log(`${kind}: ${sentence}`);
  if (violations.length > shownMax) console.log(`and ${violations.length - shownMax} more`);
  if (violations.length > 0) console.log(`kept: ${result.folder} (logs of the nodes and their jobs)`);
}
