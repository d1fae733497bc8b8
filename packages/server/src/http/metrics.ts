import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export interface Metrics {
  readonly contentType: string;
  render(): Promise<string>;
  /** One answered request. `operation`: an operation's id, or "none" for a path that there is not. */
  answered(request: { readonly operation: string; readonly status: number; readonly seconds: number }): void;
  refused(code: string): void;
  /** A number that is read when somebody asks for the metrics. */
  gauge(name: string, help: string, read: () => number): void;
  /** The same with one label: a number for each of its values. */
  gauges(name: string, help: string, label: string, read: () => Readonly<Record<string, number>>): void;
  /** A number that only grows; gives the function that adds to it. */
  counter(name: string, help: string, labelNames?: readonly string[]): (labels?: Labels, by?: number) => void;
}

type Labels = Readonly<Record<string, string>>;

/** Five milliseconds are a fast answer with one fsync; ten seconds are where clients give up. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Metrics in Prometheus's format, in a registry of its own. Names begin with `landbridge_`. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "landbridge_http_request_duration_seconds",
    help: "From a request's head to the end of its answer.",
    labelNames: ["operation", "status"],
    buckets: durationBuckets,
    registers,
  });
  const refusals = new Counter({
    name: "landbridge_http_refused_total",
    help: "Requests refused before any work was done for them, by error code.",
    labelNames: ["code"],
    registers,
  });
  return {
    contentType: registry.contentType,
    render: () => registry.metrics(),
    answered: ({ operation, status, seconds }) =>
      durations.observe({ operation, status: String(status) }, seconds),
    refused: (code) => refusals.inc({ code }),
    gauge(name, help, read) {
      const collect = (): void => gauge.set(read());
      const gauge = new Gauge({ name, help, registers, collect });
    },
    gauges(name, help, label, read) {
      const collect = (): void => {
        gauge.reset();
        for (const [value, count] of Object.entries(read())) gauge.set({ [label]: value }, count);
      };
      const gauge = new Gauge({ name, help, labelNames: [label], registers, collect });
    },
    counter(name, help, labelNames = []) {
      const counter = new Counter({ name, help, labelNames: [...labelNames], registers });
      return (labels = {}, by = 1) => counter.inc(labels, by);
    },
  };
}
