import { type Datum, type Dimension, joined, type Statistics } from "./metric.ts";

// Custom metrics of the last hours, in memory: a look at what programs report, not an archive. Whoever keeps
// metrics reads them at /metrics.
//
// M1. Bounded: so many metrics, so many minutes of each; past the first a new metric is refused, past the second
//     the oldest minutes go.

export interface MetricStore {
  /** False: there are `metricsMax` others, and nothing of this one is kept. */
  put(namespace: string, datum: Datum): boolean;
  list(): readonly Metric[];
  find(namespace: string, name: string, dimensions: readonly Dimension[]): Metric | undefined;
}

export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  readonly unit: string;
  /** By the minute's beginning. */
  readonly minutes: ReadonlyMap<number, Statistics>;
  readonly total: { readonly count: number; readonly sum: number };
  readonly latest: { readonly atMs: number; readonly value: number };
}

export interface MetricLimits {
  readonly metricsMax: number;
  readonly minutesMax: number;
}

const defaultMetricLimits: MetricLimits = { metricsMax: 2_000, minutesMax: 180 };

const minuteMs = 60_000;

interface Kept {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly Dimension[];
  unit: string;
  readonly minutes: Map<number, Statistics>;
  total: { count: number; sum: number };
  latest: { atMs: number; value: number };
}

export function createMetricStore(limits: MetricLimits = defaultMetricLimits): MetricStore {
  const metrics = new Map<string, Kept>();
  /** One that nobody has reported for longer than anything is kept makes room. */
  function dropSilent(nowMs: number): boolean {
    const silentSince = nowMs - limits.minutesMax * minuteMs;
    for (const [key, { latest }] of metrics) if (latest.atMs < silentSince) return metrics.delete(key);
    return false;
  }
  return {
    put(namespace, datum) {
      const key = keyOf(namespace, datum.name, datum.dimensions);
      const known = metrics.get(key);
      if (known === undefined && metrics.size >= limits.metricsMax && !dropSilent(datum.timestampMs))
        return false;
      const kept = known ?? fresh(namespace, datum);
      metrics.set(key, kept);
      add(kept, datum, limits.minutesMax);
      return true;
    },
    list: () => [...metrics.values()],
    find: (namespace, name, dimensions) => metrics.get(keyOf(namespace, name, dimensions)),
  };
}

function add(kept: Kept, { timestampMs, statistics, unit }: Datum, minutesMax: number): void {
  const minute = Math.floor(timestampMs / minuteMs) * minuteMs;
  const before = kept.minutes.get(minute);
  kept.minutes.set(minute, before === undefined ? statistics : joined(before, statistics));
  if (kept.minutes.size > minutesMax) kept.minutes.delete(Math.min(...kept.minutes.keys()));
  kept.unit = unit;
  kept.total = { count: kept.total.count + statistics.count, sum: kept.total.sum + statistics.sum };
  if (timestampMs >= kept.latest.atMs && statistics.count > 0)
    kept.latest = { atMs: timestampMs, value: statistics.sum / statistics.count };
}

function fresh(namespace: string, { name, dimensions, unit }: Datum): Kept {
  const latest = { atMs: Number.NEGATIVE_INFINITY, value: 0 };
  return { namespace, name, dimensions, unit, minutes: new Map(), total: { count: 0, sum: 0 }, latest };
}

/** Dimensions are a set: their order says nothing. */
function keyOf(namespace: string, name: string, dimensions: readonly Dimension[]): string {
  const sorted = dimensions
    .map((one) => [one.name, one.value])
    .toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}
