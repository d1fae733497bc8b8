export interface WebhookLimits {
  readonly webhooksMax: number;
  /** Waits before the second, the third … attempt; after the last one it is a dead letter. */
  readonly retryMs: readonly number[];
  /** Connecting, sending and the answer's head, together. */
  readonly attemptMs: number;
  /** Attempts under way at once, in all and to one webhook. */
  readonly underWayMax: number;
  readonly underWayPerWebhookMax: number;
  /** Deliveries of one webhook that wait; what comes beyond is a dead letter at once. */
  readonly pendingPerWebhookMax: number;
  /** How long dead letters are kept. */
  readonly deadKeptMs: number;
  /** The longest between two looks into the store, whoever wrote there. */
  readonly pollMs: number;
  /** Between two looks for dead letters that are too old. */
  readonly sweepMs: number;
}

const minute = 60_000;

/** About a day of retries. Source of the schedule's shape: Standard Webhooks, "Deliverability and reliability". */
export const defaultWebhookLimits: WebhookLimits = {
  webhooksMax: 200,
  retryMs: [
    5_000,
    30_000,
    2 * minute,
    10 * minute,
    30 * minute,
    60 * minute,
    180 * minute,
    360 * minute,
    720 * minute,
  ],
  attemptMs: 10_000,
  underWayMax: 32,
  underWayPerWebhookMax: 4,
  pendingPerWebhookMax: 1_000,
  deadKeptMs: 30 * 24 * 60 * minute,
  pollMs: 30_000,
  sweepMs: 60 * minute,
};
