import type { Json } from "@landbridge/model";
import { equalJson } from "../equal.ts";
import { canonicalText } from "./canonical-text.ts";
import type { Arguments, IntrinsicFunction } from "./function.ts";

/** Source: the Step Functions guide, States.ArrayRange. */
const RANGE_ITEMS_MAX = 1_000;

export const arrays: Readonly<Record<string, IntrinsicFunction>> = {
  Array: { argumentsMin: 0, argumentsMax: Infinity, apply: (args) => args.values },
  ArrayPartition: { argumentsMin: 2, argumentsMax: 2, apply: partition },
  ArrayContains: {
    argumentsMin: 2,
    argumentsMax: 2,
    apply: (args) => args.array(0).some((item) => equalJson(item, args.value(1))),
  },
  ArrayRange: { argumentsMin: 3, argumentsMax: 3, apply: range },
  ArrayGetItem: { argumentsMin: 2, argumentsMax: 2, apply: getItem },
  ArrayLength: { argumentsMin: 1, argumentsMax: 1, apply: (args) => args.array(0).length },
  ArrayUnique: { argumentsMin: 1, argumentsMax: 1, apply: unique },
};

function partition(args: Arguments): Json {
  const items = args.array(0);
  const size = args.integer(1);
  if (size < 1) args.fail("argument 2, the size of a part, must be greater than zero.");
  const parts: Json[] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}

/** Both ends are in it; a step that leads away from the end gives nothing. */
function range(args: Arguments): Json {
  const [from, to, step] = [args.integer(0), args.integer(1), args.integer(2)];
  if (step === 0) args.fail("argument 3, the step, must not be zero.");
  const count = Math.max(0, Math.floor((to - from) / step) + 1);
  if (count > RANGE_ITEMS_MAX) args.fail(`the range has ${count} items, more than ${RANGE_ITEMS_MAX}.`);
  return Array.from({ length: count }, (_, at) => from + at * step);
}

function getItem(args: Arguments): Json {
  const items = args.array(0);
  const index = args.integer(1);
  return items[index] ?? missingItem(args, index, items.length);
}

function missingItem(args: Arguments, index: number, count: number): Json {
  if (index >= 0 && index < count) return null;
  return args.fail(`the index ${index} is out of bounds for an array of length ${count}.`);
}

/** The first of equals stays where it is. */
function unique(args: Arguments): Json {
  const seen = new Set<string>();
  return args.array(0).filter((item) => {
    const text = canonicalText(item) ?? args.fail("argument 1 nests too deep.");
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
