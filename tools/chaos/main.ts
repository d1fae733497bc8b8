import { parseArgs } from "node:util";
import { printResult } from "./report.ts";
import { runChaos } from "./run-chaos.ts";

// npm run chaos -- --minutes 5 --nodes 3 --seed 7 --lease 5 [--json]

const usage = "usage: npm run chaos -- [--minutes N] [--nodes N] [--seed N] [--lease SECONDS] [--json]";

const { minutes, nodes, seed, lease, isJson } = readArguments();
// The seed first, so that it is known however this ends.
console.error(`chaos test: ${nodes} nodes on PostgreSQL for ${minutes} minutes, seed ${seed}`);
const result = await runChaos({
  seconds: minutes * 60,
  nodes,
  seed,
  leaseMs: lease * 1_000,
  progress: (line) => console.error(line),
});
if (isJson) console.log(JSON.stringify(result, null, 2));
else printResult(result);
process.exitCode = result.violations.length === 0 ? 0 : 1;

function readArguments() {
  try {
    const options = {
      minutes: { type: "string", default: "5" },
      nodes: { type: "string", default: "3" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
      lease: { type: "string", default: "5" },
      json: { type: "boolean", default: false },
    } as const;
    const { values } = parseArgs({ options });
    const { json: isJson } = values;
    return {
      minutes: numeric(values.minutes),
      nodes: numeric(values.nodes),
      seed: numeric(values.seed),
      lease: numeric(values.lease),
      isJson,
    };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

function numeric(text: string): number {
  if (!/^\d{1,9}(\.\d+)?$/.test(text) || Number(text) === 0)
    throw new Error(`"${text}" is not a number above 0`);
  return Number(text);
}
