export const usage = `npm run sim -- [--seed N] [--steps M] [--nodes N] [--runs K | --minutes T] [--trace]

Runs simulated worlds, and checks that no law of the design is ever broken.

  --seed N      of the first world; the following ones have N+1, N+2, … (default: a fresh one)
  --nodes N     processes that share the work (default: 1)
  --steps M     of the phase in which anything may fail (default: 1000)
  --runs K      worlds (default: 1)
  --minutes T   worlds until this time is over, instead of --runs
  --trace       prints everything that happens
  --help        prints this`;

export interface Options {
  readonly seed: number;
  readonly steps: number;
  readonly runs: number;
  readonly nodes: number;
  readonly minutes: number | undefined;
  readonly isTraced: boolean;
}

export type ParsedOptions =
  | { readonly kind: "options"; readonly options: Options }
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly message: string };

const limits = {
  "--seed": Number.MAX_SAFE_INTEGER,
  "--steps": 10_000_000,
  "--nodes": 16,
  "--runs": 10_000_000,
  "--minutes": 10_080,
} as const;
type NumberName = keyof typeof limits;

/** @param freshSeed used when none is given */
export function parseOptions(words: readonly string[], freshSeed: number): ParsedOptions {
  const numbers = new Map<NumberName, number>();
  let isTraced = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? "";
    if (word === "--help") return { kind: "help" };
    if (word === "--trace") {
      isTraced = true;
      continue;
    }
    if (!isNumberName(word)) return wrong(`"${word}" is not an option`);
    index += 1;
    const value = Number(words[index] ?? Number.NaN);
    if (!Number.isInteger(value) || value < 0 || value > limits[word])
      return wrong(`${word} takes a whole number from 0 to ${limits[word]}, found "${words[index] ?? ""}"`);
    numbers.set(word, value);
  }
  return {
    kind: "options",
    options: {
      seed: numbers.get("--seed") ?? freshSeed,
      steps: numbers.get("--steps") ?? 1_000,
      runs: numbers.get("--runs") ?? 1,
      nodes: Math.max(1, numbers.get("--nodes") ?? 1),
      minutes: numbers.get("--minutes"),
      isTraced,
    },
  };
}

function isNumberName(word: string): word is NumberName {
  return Object.hasOwn(limits, word);
}

function wrong(message: string): ParsedOptions {
  return { kind: "wrong", message };
}
