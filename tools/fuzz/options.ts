import { parseArgs } from "node:util";

export const usage = `usage: npm run fuzz -- [options]

Mutates definitions (the examples' own, generated ones, and recorded ones where they are at hand), runs them
with made-up task results, and says which crash, hang, leave a rejection unhandled, or need too much memory.

Options
  --minutes N         how long (1)
  --seed N            where to begin (the time); a finding prints the seed that leads to it at once
  --cases N           at most so many
  --vectors DIR       recorded definitions (../shared/conformance)
  --help`;

export interface Options {
  readonly minutes: number;
  readonly seed: number;
  readonly cases: number;
  readonly vectors: string;
  readonly isHelp: boolean;
}

/** Throws with what is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
      cases: { type: "string", default: String(Number.MAX_SAFE_INTEGER) },
      vectors: { type: "string", default: "../shared/conformance" },
      help: { type: "boolean", default: false },
    },
  });
  return {
    minutes: positive("--minutes", values.minutes),
    seed: positive("--seed", values.seed),
    cases: positive("--cases", values.cases),
    vectors: values.vectors,
    isHelp: values.help,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new RangeError(`${name} must be a positive number, not "${text}"`);
  return value;
}
