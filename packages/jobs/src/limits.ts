/** Every queue and every input of jobs is bounded (law 7). */
export interface JobsLimits {
  /** Open runs, in all and of one job; a launch over it is answered `overloaded`. */
  readonly openRunsMax: number;
  readonly openRunsPerJobMax: number;
  /** Runs that wait for one job's slot (`concurrency: queue`); one more is REFUSED. */
  readonly waitingRunsMax: number;
  /** Launches of one job that wait for their turn to be decided; one more is answered `overloaded`. */
  readonly pendingLaunchesPerJobMax: number;
  /** UTF-8 bytes of a launch's input as JSON; AWS's own limit for a task's payload. */
  readonly inputBytesMax: number;
  /** UTF-8 bytes of a run's result as JSON; a larger one is given up, and the run says so. */
  readonly resultBytesMax: number;
  /** The same of jobs with `limits: ground`. */
  readonly groundInputBytesMax: number;
  readonly groundResultBytesMax: number;
  /** How often a decision is taken anew because something moved under it. */
  readonly triesMax: number;
  /** The longest wait between two attempts of a run. */
  readonly retryDelayMsMax: number;
  /** After which an order or a stop without an answer is asked about again. */
  readonly nudgeMs: number;
  /** How often a run may be launched again elsewhere because its host lost it. */
  readonly movesMax: number;
  /** Waited over the kill-after time and the grace, for what a host's clock and a busy machine may be slow by. */
  readonly elsewhereMarginMs: number;
  /** First and longest wait before `settled` is called again. */
  readonly notifyRetryMs: number;
  readonly notifyRetryMsMax: number;
  /** Calls of `settled` under way at once. */
  readonly notifyConcurrency: number;
}

export const defaultLimits: JobsLimits = {
  openRunsMax: 20_000,
  openRunsPerJobMax: 5_000,
  waitingRunsMax: 100,
  pendingLaunchesPerJobMax: 2_000,
  inputBytesMax: 262_144,
  resultBytesMax: 262_144,
  groundInputBytesMax: 4_194_304,
  groundResultBytesMax: 4_194_304,
  triesMax: 16,
  retryDelayMsMax: 24 * 60 * 60 * 1000,
  nudgeMs: 30_000,
  movesMax: 16,
  elsewhereMarginMs: 10_000,
  notifyRetryMs: 1_000,
  notifyRetryMsMax: 60_000,
  notifyConcurrency: 64,
};
