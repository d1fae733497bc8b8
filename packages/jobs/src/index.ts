// Runs of jobs: launches, concurrency policies, retries, stops, and the hosts they run on.

// Definitions: checking them, and storing them with a project
export { checkJob } from "./check-job.ts";
// Where runs live
export { type HostFacts, type HostLoad, localHost } from "./choose-host.ts";
// Making one
export { createJobs } from "./create-jobs.ts";
export { type JobsErrorCode, jobsErrors } from "./errors.ts";
// Deleting what is over
export { forgetAnswers, forgetRuns } from "./forget-runs.ts";
export { jobWrites } from "./job-writes.ts";
// What it offers
export type * from "./jobs.ts";
export { defaultLimits, type JobsLimits } from "./limits.ts";
