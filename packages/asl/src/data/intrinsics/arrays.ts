import type { Json } from "@landbridge/model";
import { equalJson } from "../equal.ts";
import { canonicalText } from "./canonical-text.ts";
import type { Arguments, IntrinsicFunction } from "./function.ts";
import { inHashSetOrder } from "./java-hash.ts";

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
  const size = args.truncated(1);
  if (size < 1) args.refuse();
  const parts: Json[] = [];
  for (let from = 0; from < items.length; from += size) parts.push(items.slice(from, from + size));
  return parts;
}

/** Both ends are in it; a step that leads away from the end gives nothing. */
function range(args: Arguments): Json {
  const [from, to, step] = [args.truncated(0), args.truncated(1), args.truncated(2)];
  if (step === 0) args.refuse();
  const count = Math.max(0, Math.floor((to - from) / step) + 1);
  if (count > RANGE_ITEMS_MAX) args.refuse();
  return Array.from({ length: count }, (_, at) => from + at * step);
}

function getItem(args: Arguments): Json {
  const items = args.array(0);
  const index = args.truncated(1);
  if (index >= 0 && index < items.length) return items[index] ?? null;
  // Source: observed on AWS by others: nothing is null, and only among something an index can be out of bounds.
  return items.length === 0 ? null : args.refuse();
}

/** In the order of a Java HashSet: its equals are one, and the first of them stays. */
function unique(args: Arguments): Json {
  const items = args.array(0);
  const seen = new Set<string>();
  const kept = items.filter((item) => {
    const text = canonicalText(item) ?? args.refuse();
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
  return inHashSetOrder(kept, items.length);
}
