import { LandbridgeError } from "@landbridge/model";

/** What the scheduler throws, beside what its store throws. */
export const schedulerErrors = {
  INVALID_SCHEDULE: { retryable: false, message: "the schedule cannot be used" },
  SCHEDULE_OWNED: { retryable: false, message: "the schedule belongs to another owner" },
  UNKNOWN_SCHEDULE: { retryable: false, message: "there is no such schedule" },
} as const;

export type SchedulerErrorCode = keyof typeof schedulerErrors;

export function schedulerError(code: SchedulerErrorCode, detail: string): LandbridgeError {
  const { retryable, message } = schedulerErrors[code];
  return new LandbridgeError(code, `${message}: ${detail}`, { retryable });
}
