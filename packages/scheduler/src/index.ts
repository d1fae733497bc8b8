// The shell around calendar: due occurrences become launches.

// Making one
export { createScheduler } from "./create-scheduler.ts";
// What could not be launched
export { type DeadLetter, toDeadLetter } from "./dead-letter-row.ts";
export { type SchedulerErrorCode, schedulerErrors } from "./errors.ts";
// Deleting what is settled
export { forgetOccurrences } from "./forget-occurrences.ts";
export { defaultLimits, SCHEDULE_NAME_LENGTH_MAX, type SchedulerLimits } from "./limits.ts";
// What it records
export {
  type LaunchedId,
  type LaunchNote,
  type Occurrence,
  type OccurrenceReason,
  type OccurrenceStatus,
  occurrenceStatuses,
} from "./occurrence-row.ts";

// Applying definitions
export { DEFAULT_GROUP, scheduleKeyOf } from "./schedule-key.ts";
export { type Schedule, type ScheduleOwner, toSchedule } from "./schedule-row.ts";
export { putSchedule, removeSchedule, scheduleWrites } from "./schedule-writes.ts";

// What it offers, and what it needs
export type * from "./scheduler.ts";
