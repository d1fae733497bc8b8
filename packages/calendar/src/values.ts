import type { CronRange, CronValues } from "./expression.ts";

export function hasValue(values: CronValues, value: number): boolean {
  return values.some(
    (range) => value >= range.from && value <= range.to && (value - range.from) % range.step === 0,
  );
}

/** The smallest value that is at least `bound`; null: there is none. */
export function valueFrom(values: CronValues, bound: number): number | null {
  let best: number | null = null;
  for (const range of values) {
    const value = rangeFrom(range, bound);
    if (value !== null && (best === null || value < best)) best = value;
  }
  return best;
}

/** The largest value that is at most `bound`; null: there is none. */
export function valueUpTo(values: CronValues, bound: number): number | null {
  let best: number | null = null;
  for (const range of values) {
    const value = rangeUpTo(range, bound);
    if (value !== null && (best === null || value > best)) best = value;
  }
  return best;
}

function rangeFrom({ from, to, step }: CronRange, bound: number): number | null {
  const value = bound <= from ? from : from + Math.ceil((bound - from) / step) * step;
  return value <= to ? value : null;
}

function rangeUpTo({ from, to, step }: CronRange, bound: number): number | null {
  if (bound < from) return null;
  return from + Math.floor((Math.min(bound, to) - from) / step) * step;
}
