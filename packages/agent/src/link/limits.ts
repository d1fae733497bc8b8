/** What an agent bounds of its connection. */
export interface LinkLimits {
  readonly handshakeMs: number;
  /** The first and the longest bound of the wait before connecting again. */
  readonly retryMsMin: number;
  readonly retryMsMax: number;
  /** Pieces of output on their way to the server at once; each is in memory until it is sent. */
  readonly readsAtOnceMax: number;
}

export const defaultLinkLimits: LinkLimits = {
  handshakeMs: 10_000,
  retryMsMin: 250,
  retryMsMax: 30_000,
  readsAtOnceMax: 4,
};
