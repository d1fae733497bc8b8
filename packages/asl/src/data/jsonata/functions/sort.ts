import type { Focus } from "../library.ts";
import { evaluationOf } from "./evaluation-of.ts";

/** Whether the first comes after the second; the library's comparators say so. */
type IsAfter = (a: unknown, b: unknown) => unknown;

const COMPARISONS_PER_UNIT = 8;

/** A stable merge sort, from runs of one upwards. The library's own needs memory by the square of the items. */
export async function sort(this: Focus, given?: readonly unknown[], comparator?: IsAfter): Promise<unknown> {
  if (given === undefined || given.length <= 1) return given;
  evaluationOf(this).spend((given.length * Math.log2(given.length)) / COMPARISONS_PER_UNIT);
  if (comparator === undefined) return sortPlain(given);
  let [from, to] = [[...given], [...given]];
  for (let run = 1; run < given.length; run *= 2) {
    for (let at = 0; at < given.length; at += 2 * run) {
      await merge(from, to, { start: at, middle: at + run, end: at + 2 * run }, comparator);
    }
    [from, to] = [to, from];
  }
  return from;
}

function sortPlain(given: readonly unknown[]): unknown {
  if (given.every((item) => typeof item === "number")) return [...given].sort((a, b) => a - b);
  if (given.every((item) => typeof item === "string")) {
    return [...given].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  }
  throw Object.assign(new Error(NEEDS_COMPARATOR), { code: "D3070" });
}

const NEEDS_COMPARATOR =
  "The single argument form of the sort function can only be applied to an array of strings or an array of numbers.  Use the second argument to specify a comparison function";

interface Runs {
  readonly start: number;
  readonly middle: number;
  readonly end: number;
}

async function merge(from: readonly unknown[], to: unknown[], runs: Runs, isAfter: IsAfter): Promise<void> {
  const middle = Math.min(runs.middle, from.length);
  const end = Math.min(runs.end, from.length);
  let [left, right] = [runs.start, middle];
  for (let at = runs.start; at < end; at += 1) {
    const takesRight = left >= middle || (right < end && (await isAfter(from[left], from[right])) === true);
    to[at] = from[takesRight ? right++ : left++];
  }
}
