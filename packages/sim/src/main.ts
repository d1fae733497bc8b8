import { parseOptions, usage } from "./options.ts";
import { type SimulationResult, simulate } from "./simulate.ts";

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const parsed = parseOptions(words, freshSeed());
  if (parsed.kind === "help") {
    console.log(usage);
    return 0;
  }
  if (parsed.kind === "wrong") {
    console.error(`${parsed.message}\n\n${usage}`);
    return 2;
  }
  const { seed, steps, runs, nodes, minutes, isTraced } = parsed.options;
  console.log(
    `sim: seed ${seed}, steps ${steps}, runs ${minutes === undefined ? runs : `for ${minutes} min`}`,
  );
  const end = performance.now() + (minutes ?? 0) * 60_000;
  let failed = 0;
  for (let run = 0; minutes === undefined ? run < runs : performance.now() < end; run += 1) {
    const began = performance.now();
    const result = await simulate({
      seed: seed + run,
      steps,
      nodes,
      ...(isTraced && { print: (line) => console.log(line) }),
    });
    report(result, { steps, nodes }, performance.now() - began);
    if (result.failure !== undefined) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

function report(
  { seed, digest, counts, failure }: SimulationResult,
  { steps, nodes }: { readonly steps: number; readonly nodes: number },
  ms: number,
): void {
  const again = nodes === 1 ? "" : ` --nodes ${nodes}`;
  const facts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  console.log(
    `seed ${seed}: ${failure === undefined ? "ok" : "BROKEN"}, ${facts.join(", ")}; ${Math.round(ms)} ms, trace ${digest.slice(0, 12)}`,
  );
  if (failure === undefined) return;
  const when = failure.step === "healed" ? "after the world was healed" : `at step ${failure.step}`;
  console.error(
    `  broken ${when}: ${failure.message}\n  repeat it: npm run sim -- --seed ${seed} --steps ${steps}${again} --trace`,
  );
}

/** The one choice that is not drawn from a seed. */
function freshSeed(): number {
  return Math.floor(Math.random() * 1_000_000_000);
}
