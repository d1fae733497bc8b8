/** What one engine keeps in memory and accepts at once; past a limit it answers fast with an error (law 7). */
export const engineLimits = {
  /** Executions in memory at once; idle ones are left in the store and do not count. */
  residentExecutionsMax: 200_000,
  /** Turns under way and waiting, over all executions; StartExecution is throttled past it. */
  waitingTurnsMax: 50_000,
  /** Events that wait for one execution's next turn. */
  mailboxMax: 20_000,
  /** An execution that wants nothing for this long is dropped from memory and read again when it does. */
  residentHorizonMs: 60_000,
  /** Executions whose headroom is kept, so that whoever asks again has only what came since read. */
  headroomsMax: 200,
  /** Compiled definitions kept. */
  compiledMachinesMax: 1_000,
  /** Bytes of deltas since the last whole state, after which a journal row holds the whole state if that is smaller. */
  deltaBytesMax: 262_144,
  /** Rows since the last whole state, after which a journal row holds the whole state. */
  deltaRowsMax: 500,
  /** Rows read at once at start-up and by the wake scan. */
  scanRowsMax: 1_000,
  /** Such pages that one list of executions looks at; where all are of map runs' children, it goes on in the next call. */
  listPagesMax: 10,
  /** From an execution's end its name is taken for so long. Source: StartExecution, `name`: 90 days. */
  nameTakenMs: 90 * 86_400_000,
  /** Characters. Source: StartExecution, `name`. */
  executionNameMax: 80,
  /** A history as long as this has no room for a redrive and what comes of it. Source: "Redrive eligibility" (24,999). */
  redriveEventsMax: 24_999,
  /** From an execution's end. Source: the same: 14 days. */
  redrivePeriodMs: 14 * 86_400_000,
  /** From its start. Source: "Service quotas", maximum execution time: a year. */
  executionAgeMaxMs: 365 * 86_400_000,
  /** Client tokens of redrives that are kept, and for how long. Source: RedriveExecution, `clientToken`. */
  redriveTokensMax: 10,
  redriveTokenMs: 15 * 60_000,
  /** Activities known at once. Source: AWS Step Functions, "Service quotas" (10,000). */
  activitiesMax: 10_000,
  /** Workers that wait for a task of some activity. */
  activityWorkersMax: 10_000,
  /** How long a worker is kept waiting. Source: GetActivityTask: 60 seconds. */
  activityPollMs: 60_000,
  /** How long a task is left to the node that it was lent to, and how often waiting workers are told of to others. */
  activityLentMs: 2_000,
  activityAskMs: 1_000,
} as const;

/** A task that could not be delivered is delivered again after this long. */
export const redeliveryMs = 1_000;

/** After a failed commit memory is read again from the store, this long after the failure, doubling. */
export const recoveryBackoffMs = { first: 50, most: 5_000 } as const;
