import { isJsonObject, type Json } from "./json.ts";
import { progressLimits, type RunProgress } from "./run.ts";

/** What of a JSON value tells a run's progress; undefined: nothing does. What is too long is cut, what is no number left out. */
export function toRunProgress(value: Json | undefined): RunProgress | undefined {
  if (value === undefined || !isJsonObject(value)) return undefined;
  const { percent, message, metrics } = value;
  const found: RunProgress = {
    ...(typeof percent === "number" && { percent: Math.min(100, Math.max(0, percent)) }),
    ...(typeof message === "string" && { message: message.slice(0, progressLimits.messageCharactersMax) }),
    ...(metrics !== undefined && isJsonObject(metrics) && { metrics: numbersIn(metrics) }),
  };
  return Object.keys(found).length === 0 ? undefined : found;
}

function numbersIn(metrics: Readonly<Record<string, Json>>): Readonly<Record<string, number>> {
  const numbers = Object.entries(metrics).flatMap(([name, value]) =>
    typeof value === "number" && name.length <= progressLimits.metricNameMax ? [[name, value] as const] : [],
  );
  return Object.fromEntries(numbers.slice(0, progressLimits.metricsMax));
}
