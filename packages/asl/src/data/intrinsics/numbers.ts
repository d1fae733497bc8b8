import type { Json, RandomStream } from "@landbridge/model";
import { type Arguments, INTEGER_MAX, INTEGER_MIN, type IntrinsicFunction } from "./function.ts";
import { javaRandomBelow } from "./java-random.ts";

export const numbers: Readonly<Record<string, IntrinsicFunction>> = {
  MathAdd: { argumentsMin: 2, argumentsMax: 2, apply: add },
  MathRandom: { argumentsMin: 2, argumentsMax: 3, apply: randomBetween },
};

function add(args: Arguments): Json {
  const sum = args.rounded(0) + args.rounded(1);
  if (sum < INTEGER_MIN || sum > INTEGER_MAX) args.refuse();
  return sum;
}

/** From the first argument on, below the second; with a seed, the same number for the same seed. */
function randomBetween(args: Arguments, random: RandomStream): Json {
  const [from, below] = [args.truncated(0), args.truncated(1)];
  if (from >= below) args.refuse();
  const span = below - from;
  if (args.values.length === 3) return from + javaRandomBelow(args.truncated(2), span);
  return from + Math.floor(random.next() * span);
}
