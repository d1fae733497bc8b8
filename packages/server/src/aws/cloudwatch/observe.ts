import type { Metrics } from "../../http/metrics.ts";
import type { Metric, MetricStore } from "./metric-store.ts";

/** What programs reported to CloudWatch's API, at /metrics beside our own. Its number is bounded by the store. */
export function observeReported(metrics: Metrics, reported: MetricStore): void {
  const read = (valueOf: (metric: Metric) => number) => (): Readonly<Record<string, number>> =>
    Object.fromEntries(reported.list().map((metric) => [labelOf(metric), valueOf(metric)]));
  metrics.gauges(
    "landbridge_reported_latest",
    "The newest value of each metric that was put with PutMetricData.",
    "metric",
    read(({ latest }) => latest.value),
  );
  metrics.gauges(
    "landbridge_reported_sum",
    "The sum of each metric that was put with PutMetricData, since the server began.",
    "metric",
    read(({ total }) => total.sum),
  );
}

/** "Shop/Orders{Host=atlas}" */
function labelOf({ namespace, name, dimensions }: Metric): string {
  const listed = dimensions.map((one) => `${one.name}=${one.value}`).join(",");
  return `${namespace}/${name}${listed === "" ? "" : `{${listed}}`}`;
}
