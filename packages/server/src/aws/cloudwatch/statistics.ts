import { type Json, type JsonObject } from "@landbridge/model";
import { AwsError } from "../errors/aws-error.ts";
import { joined, type Statistics } from "./metric.ts";
import type { MetricStore } from "./metric-store.ts";
import { msOf, readDimensions, textOf } from "./read-datum.ts";

export interface Datapoint extends Statistics {
  readonly atMs: number;
}

/** GetMetricStatistics: one metric, by periods, oldest first. */
export interface FoundStatistics {
  readonly label: string;
  readonly unit: string;
  readonly statistics: readonly string[];
  readonly points: readonly Datapoint[];
}

const pointsMax = 1_440;
const known = ["Average", "Sum", "SampleCount", "Minimum", "Maximum"];

export function findStatistics(store: MetricStore, input: JsonObject): FoundStatistics {
  const label = textOf(input["MetricName"], "MetricName", 255);
  const namespace = textOf(input["Namespace"], "Namespace", 255);
  const periodMs = 1000 * wholeOf(input["Period"], "Period");
  const from = timeOf(input["StartTime"], "StartTime");
  const to = timeOf(input["EndTime"], "EndTime");
  const asked = input["Statistics"];
  const statistics = known.filter((one) => Array.isArray(asked) && asked.includes(one));
  if (statistics.length === 0)
    throw new AwsError("InvalidParameterValue", `Statistics must be of ${known.join(", ")}.`);
  if (periodMs % 60_000 !== 0)
    throw new AwsError("InvalidParameterValue", "Period must be a multiple of 60 seconds.");
  if ((to - from) / periodMs > pointsMax)
    throw new AwsError(
      "InvalidParameterCombination",
      `You have requested more than ${pointsMax} datapoints.`,
    );
  const metric = store.find(namespace, label, readDimensions(input["Dimensions"], "Dimensions"));
  const periods = new Map<number, Statistics>();
  for (const [minute, one] of metric?.minutes ?? []) {
    if (minute < from || minute >= to) continue;
    const at = Math.floor(minute / periodMs) * periodMs;
    const before = periods.get(at);
    periods.set(at, before === undefined ? one : joined(before, one));
  }
  const points = [...periods].map(([atMs, one]) => ({ atMs, ...one })).toSorted((a, b) => a.atMs - b.atMs);
  return { label, unit: metric?.unit ?? "None", statistics, points };
}

export function statisticOf(name: string, { sum, count, minimum, maximum }: Statistics): number {
  switch (name) {
    case "Sum":
      return sum;
    case "SampleCount":
      return count;
    case "Minimum":
      return minimum;
    case "Maximum":
      return maximum;
    default:
      return count === 0 ? 0 : sum / count;
  }
}

function wholeOf(value: Json | undefined, where: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 86_400)
    throw new AwsError("InvalidParameterValue", `${where} must be a whole number from 1 to 86400.`);
  return number;
}

function timeOf(value: Json | undefined, where: string): number {
  const ms = msOf(value);
  if (Number.isNaN(ms)) throw new AwsError("MissingParameter", `The parameter ${where} is required.`);
  return ms;
}
