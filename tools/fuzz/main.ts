import type { Json } from "@landbridge/model";
import { Chance } from "../../packages/asl/test/fuzz/chance.ts";
import { corpus } from "../../packages/asl/test/fuzz/corpus.ts";
import { mutated } from "../../packages/asl/test/fuzz/mutate.ts";
import { type Verdict, WatchedRunner } from "../../packages/asl/test/fuzz/watched.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { realDefinitions } from "./real-definitions.ts";

// `npm run fuzz`: hostile and mistaken definitions do no harm (packages/asl/test/fuzz does the work).

const millisecondsMax = 60_000;
const generatedCount = 100;
const findingsMax = 20;
/** The generated part of the corpus is always the same, so that a seed means the same in every run. */
const corpusSeed = 1;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`fuzz: ${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options.isHelp) {
    console.log(usage);
    return 0;
  }
  const all = [...(await realDefinitions(options.vectors)), ...corpus(corpusSeed, generatedCount)];
  console.log(`seed ${options.seed}, ${all.length} definitions to begin with`);
  return fuzz(all, options);
}

async function fuzz(all: readonly Json[], { seed, minutes, cases }: Options): Promise<number> {
  const runner = new WatchedRunner(millisecondsMax);
  const counts = new Map<string, number>();
  const until = performance.now() + minutes * 60_000;
  let findings = 0;
  let slowest = { milliseconds: 0, seed };
  for (let index = 0; index < cases && performance.now() < until && findings < findingsMax; index += 1) {
    const one = seed + index;
    const chance = new Chance(one);
    const definition = JSON.stringify(mutated(chance.pick(all), chance.pick(all), chance));
    const began = performance.now();
    const verdict = await runner.run({ definition, seed: one });
    const milliseconds = Math.round(performance.now() - began);
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, seed: one };
    const name = "outcome" in verdict ? (verdict.outcome.split(" ")[0] ?? "") : "FOUND";
    counts.set(name, (counts.get(name) ?? 0) + 1);
    if ("outcome" in verdict) continue;
    findings += 1;
    console.log(finding(one, verdict, definition));
  }
  await runner.close();
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const table = [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
  console.log(`${total} cases: ${table}; the slowest took ${slowest.milliseconds} ms (seed ${slowest.seed})`);
  return findings === 0 ? 0 : 1;
}

function finding(seed: number, verdict: Verdict, definition: string): string {
  return `\nnpm run fuzz -- --seed ${seed} --cases 1\n${JSON.stringify(verdict, undefined, 1)}\n${definition.slice(0, 2_000)}`;
}
