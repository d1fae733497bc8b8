import { parseArgs } from "node:util";
import { printResult } from "./report.ts";
import { runCrash } from "./run-crash.ts";

// npm run crash -- --rounds 100 --seed 7 [--json]

const usage = "usage: npm run crash -- [--rounds N] [--seed N] [--json]";

const { rounds, seed, isJson } = readArguments();
// The seed first, so that it is known however this ends.
console.error(`crash test: ${rounds} rounds, seed ${seed}`);
const result = await runCrash({ rounds, seed, progress: showProgress });
endProgress();
if (isJson) console.log(JSON.stringify(result, null, 2));
else printResult(result);
process.exitCode = result.violations.length === 0 ? 0 : 1;

function readArguments(): { readonly rounds: number; readonly seed: number; readonly isJson: boolean } {
  try {
    const options = {
      rounds: { type: "string", default: "100" },
      seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
      json: { type: "boolean", default: false },
    } as const;
    const { values } = parseArgs({ options });
    return { rounds: whole(values.rounds), seed: whole(values.seed), isJson: values.json };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Error(`"${text}" is not a whole number from 1`);
  return Number(text);
}

/** On a terminal one line that changes; elsewhere a line now and then, for a log. */
function showProgress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
  else if (!/killed \d*[1-9] of/.test(line)) console.error(line);
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\n");
}
