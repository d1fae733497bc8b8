/** One measured number, with what it should reach where there is such a thing. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: "1/s" | "ms" | "s" | "bytes" | "times";
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
}

/** How a suite is run. */
export interface SuiteOptions {
  /** Of each workload. */
  readonly seconds: number;
  /** Absent: under the system's temporary folder. */
  readonly data: string | undefined;
  /** `sqlite`, `postgres` (a private server) or a URL; for the suites that store. */
  readonly store: string;
  readonly progress: (text: string) => void;
}
