import { resolve } from "node:path";
import { type Harness, openHarness, type Vector } from "./harness.ts";
import { judge } from "./judge.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { failureLines, lastLine, type Result, tableLines } from "./report.ts";

// `npm run parity`: how much of what AWS Step Functions did, as it was recorded, happens here alike.

const tiers = ["pure", "self", "lambda"];
const kinds = [
  "execution",
  "logs",
  "express-sync",
  "express-async",
  "creation-error",
  "validation",
  "test-state",
];

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args, resolve(import.meta.dirname, "../.."));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options.isHelp) {
    console.log(usage);
    return 0;
  }
  const harness = await openHarness(options.folder);
  if (harness === undefined) {
    const hint = "give the folder that holds run.mjs and compare_history.mjs with --vectors DIR";
    console.log(`no vectors in ${options.folder}: nothing was compared; ${hint}`);
    return options.isFolderGiven ? 2 : 0;
  }
  return report(options, await judgeAll(harness, options));
}

async function judgeAll(harness: Harness, options: Options): Promise<Result[]> {
  const results: Result[] = [];
  for (const vector of harness.vectors) {
    if (!isWanted(vector, options)) continue;
    const plan = harness.plan(vector);
    if (plan.skip !== undefined || !tiers.includes(plan.tier)) continue;
    const started = performance.now();
    const difference = await judge(harness, plan);
    const { id, area, kind } = vector;
    const milliseconds = Math.round(performance.now() - started);
    results.push({ id, area, kind, tier: plan.tier, milliseconds, ...(difference && { difference }) });
  }
  return results;
}

function isWanted({ id, area, kind }: Vector, options: Options): boolean {
  return (
    (options.kinds ?? kinds).includes(kind) &&
    (options.areas?.includes(area) ?? true) &&
    (options.ids.length === 0 || options.ids.some((text) => id.includes(text)))
  );
}

function report(options: Options, results: readonly Result[]): number {
  const failures = results.filter((result) => result.difference !== undefined);
  if (options.isJson) {
    console.log(JSON.stringify(results, undefined, 1));
    return failures.length === 0 ? 0 : 1;
  }
  for (const failure of failures.slice(0, options.failures)) {
    for (const line of failureLines(failure)) console.log(line);
  }
  const hidden = failures.length - options.failures;
  if (hidden > 0) console.log(`\n${hidden} more failures (--failures N shows more)`);
  console.log("");
  for (const line of tableLines(results)) console.log(line);
  console.log(lastLine(results));
  return failures.length === 0 ? 0 : 1;
}
