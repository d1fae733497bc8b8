/** What is deleted once it is over. `answers`: what launches with an Idempotency-Key were answered. */
export type Kept = "executions" | "runs" | "occurrences" | "answers";

export interface Keep {
  /** Deleted when it is older. Absent: at no age. */
  readonly ageMs?: number | undefined;
  /** Deleted when there are so many newer ones. Absent: at no number. */
  readonly count?: number | undefined;
}

export type KeepPolicy = { readonly [K in Kept]?: Keep };

const dayMs = 24 * 60 * 60_000;

/** Source: AWS Step Functions, "Quotas": a closed execution's history is kept for 90 days. */
export const defaultKeep: { readonly [K in Kept]: Keep } = {
  executions: { ageMs: 90 * dayMs },
  runs: { ageMs: 90 * dayMs },
  occurrences: { ageMs: 90 * dayMs },
  answers: { ageMs: 7 * dayMs },
};
