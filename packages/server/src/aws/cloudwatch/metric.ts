/** What PutMetricData gives of one metric, in one of the protocols, checked. */
export interface Datum {
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  readonly timestampMs: number;
  readonly unit: string;
  readonly statistics: Statistics;
}

export interface Dimension {
  readonly name: string;
  readonly value: string;
}

/** A set of values, as far as it is kept. */
export interface Statistics {
  readonly count: number;
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
}

export function statisticsOf(values: readonly number[], counts: readonly number[]): Statistics {
  let count = 0;
  let sum = 0;
  for (const [at, value] of values.entries()) {
    const times = counts[at] ?? 1;
    count += times;
    sum += value * times;
  }
  return { count, sum, minimum: Math.min(...values), maximum: Math.max(...values) };
}

export function joined(a: Statistics, b: Statistics): Statistics {
  return {
    count: a.count + b.count,
    sum: a.sum + b.sum,
    minimum: Math.min(a.minimum, b.minimum),
    maximum: Math.max(a.maximum, b.maximum),
  };
}

/** Source: CloudWatch API Reference, MetricDatum, `Unit`. */
export const units: ReadonlySet<string> = new Set([
  ...["Seconds", "Microseconds", "Milliseconds", "Bytes", "Kilobytes", "Megabytes", "Gigabytes", "Terabytes"],
  ...["Bits", "Kilobits", "Megabits", "Gigabits", "Terabits", "Percent", "Count", "Bytes/Second"],
  ...["Kilobytes/Second", "Megabytes/Second", "Gigabytes/Second", "Terabytes/Second", "Bits/Second"],
  ...["Kilobits/Second", "Megabits/Second", "Gigabits/Second", "Terabits/Second", "Count/Second", "None"],
]);
