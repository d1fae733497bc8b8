import { LandbridgeError } from "@landbridge/model";

/** What jobs throws, besides the store's own errors; `retryable` says whether the same call may succeed later. */
export const jobsErrors = {
  CONTENDED: { retryable: true, message: "too much moved at once to decide" },
  HOST_AWAY: { retryable: true, message: "the host is not connected" },
  INPUT_TOO_LARGE: { retryable: false, message: "the launch's input is too large" },
  ROW_NOT_READABLE: { retryable: false, message: "a stored row is not one that this version can read" },
  JOBS_CLOSED: { retryable: false, message: "jobs is closed" },
} as const;

export type JobsErrorCode = keyof typeof jobsErrors;

/** @param detail what was found, where, and what to do */
export function jobsError(code: JobsErrorCode, detail: string, cause?: unknown): LandbridgeError {
  const { retryable, message } = jobsErrors[code];
  return new LandbridgeError(code, `${message}: ${detail}`, { retryable, cause });
}
