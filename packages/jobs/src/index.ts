// Runs of jobs: launches, concurrency policies, retries, stops, and the hosts they run on.

// What jobs offers
export type * from "./jobs.ts";
export { defaultLimits, type JobsLimits } from "./limits.ts";
