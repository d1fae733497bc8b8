/** Something that an operator should see to. */
export interface Finding {
  /** `error`: a promise is broken, or will be; `warning`: it is not as it should be. */
  readonly severity: "error" | "warning";
  /** "executions 0189…", "disk" */
  readonly where: string;
  readonly message: string;
  readonly advice: string;
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** How many of what was looked at. */
  readonly checked: Readonly<Record<string, number>>;
}

/** Beyond so many of them the rest is only counted. */
export const findingsMax = 200;
