/** What the agent bounds on its host. */
export interface RunAgentLimits {
  /** A result file that is larger is not read. What the job's limits allow of it, whoever ordered the run says. */
  readonly resultBytesMax: number;
  /** Attempts that end stay on disk for their output's sake; these bounds never touch an unacknowledged one. */
  readonly keptAttemptsMax: number;
  readonly keptMs: number;
  /** Whatever the count, so that a late repetition of its order still finds it. */
  readonly keptMsMin: number;
  /** Attempts being prepared at the same time; each costs some fsyncs and a fork. */
  readonly startsAtOnceMax: number;
  /** Orders beyond these are dropped, as a network would drop them; `reconcile` finds that out. */
  readonly ordersWaitingMax: number;
  /** Reports under way at the same time. */
  readonly reportsAtOnceMax: number;
  readonly reportRetryMsMin: number;
  readonly reportRetryMsMax: number;
  /** An acknowledgement that takes longer is taken for lost, and the report is repeated. */
  readonly reportTimeoutMs: number;
  /** How often each live attempt is looked at though nothing told of a change. */
  readonly pollMs: number;
  /** A job's progress is reported no more often; each is a commit of the server's. */
  readonly progressMsMin: number;
}

export const defaultRunAgentLimits: RunAgentLimits = {
  resultBytesMax: 4_194_304,
  keptAttemptsMax: 2_000,
  keptMs: 7 * 86_400_000,
  keptMsMin: 10 * 60_000,
  startsAtOnceMax: 8,
  ordersWaitingMax: 10_000,
  reportsAtOnceMax: 64,
  reportRetryMsMin: 100,
  reportRetryMsMax: 30_000,
  reportTimeoutMs: 60_000,
  pollMs: 1_000,
  progressMsMin: 2_000,
};
