import type { Json, RandomStream } from "@landbridge/model";
import { type Arguments, INTEGER_MAX, INTEGER_MIN, type IntrinsicFunction } from "./function.ts";
import { javaRandomBelow } from "./java-random.ts";

export const numbers: Readonly<Record<string, IntrinsicFunction>> = {
  MathAdd: { argumentsMin: 2, argumentsMax: 2, apply: add },
  MathRandom: { argumentsMin: 2, argumentsMax: 3, apply: randomBetween },
};

function add(args: Arguments): Json {
  const sum = args.integer(0) + args.integer(1);
  if (sum < INTEGER_MIN || sum > INTEGER_MAX) args.fail("the sum is out of the range of an integer.");
  return sum;
}

/** From the first argument on, below the second; with a seed, the same number for the same seed. */
function randomBetween(args: Arguments, random: RandomStream): Json {
  const [from, below] = [args.integer(0), args.integer(1)];
  if (from >= below) args.fail("argument 1, the start, must be less than argument 2, the end.");
  const span = below - from;
  if (args.values.length === 3) return from + javaRandomBelow(args.integer(2), span);
  return from + Math.floor(random.next() * span);
}
