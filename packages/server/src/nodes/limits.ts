/** How nodes that share a store keep step; durations in milliseconds. */
export const nodeLimits = {
  /** A dead node's work is taken over within this. `--lease`. */
  leaseMsDefault: 5_000,
  leaseMsMin: 1_000,
  leaseMsMax: 300_000,
  /** Beats of one lease: so many may be lost before it runs out. */
  beatsPerLease: 10,
  /** Partitions given up in one beat, so that a node which joins does not make all others read at once. */
  givenUpAtOnceMax: 4,
  /** How often what other nodes have asked and changed is looked for though no hint came. */
  inboxPollMs: 250,
  changesPollMs: 1_000,
  runsPollMs: 10_000,
  /** Questions that one node may have under way. */
  questionsMax: 10_000,
  /** How long a question waits for its answer: longer than a takeover. */
  answerMs: 15_000,
  /** An answer without a hint is looked for after this long, doubling up to the most. */
  answerPollMs: { first: 40, most: 500 },
  /** Questions that nobody has answered are thrown away after this long. */
  questionKeptMs: 600_000,
  /** Rows of the inbox looked at in one page, and pages in one look. */
  inboxRowsMax: 1_000,
  /** Questions that are answered at once. */
  answeringMax: 2_000,
} as const;

/** Of these a simulation, in which hours pass, has its own. */
export interface NodePace {
  readonly inboxPollMs: number;
  readonly changesPollMs: number;
  readonly runsPollMs: number;
  readonly answerMs: number;
  readonly answerPollMs: { readonly first: number; readonly most: number };
}
