/** Every queue and every wait of the HTTP server is bounded (law 7). */
export interface HttpLimits {
  /** Requests under way at once, in all and of one key. */
  readonly inFlightMax: number;
  readonly inFlightPerKeyMax: number;
  /** What one key may send in the long run, and at once after a pause. */
  readonly requestsPerSecond: number;
  readonly requestsBurst: number;
  /** What one address may send without a valid key, before its keys are not even looked at. */
  readonly refusedPerSecond: number;
  readonly refusedBurst: number;
  /** Keys and addresses whose rate is remembered; the one unused for longest is forgotten. */
  readonly callersMax: number;
  /** Logs that are followed at once, in all and of one key. They do not count as under way. */
  readonly followersMax: number;
  readonly followersPerKeyMax: number;
  /** Between two signs of life on a log that is followed; less than what proxies cut off at. */
  readonly followPingMs: number;
  /** From a request's first byte to its last. */
  readonly requestMs: number;
  /** The same for a body that is taken as a stream, which `stallMs` watches besides: an object of gigabytes. */
  readonly uploadMs: number;
  /** A connection on which nothing moves, or whose reader takes nothing, is cut off. */
  readonly stallMs: number;
  /** An idle connection is kept so long for its next request; more than proxies keep theirs. */
  readonly keepAliveMs: number;
  readonly headerBytesMax: number;
  readonly connectionsMax: number;
  /** How long answers under way may still take at a close. */
  readonly closeMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  inFlightMax: 1_024,
  inFlightPerKeyMax: 512,
  requestsPerSecond: 5_000,
  requestsBurst: 10_000,
  refusedPerSecond: 10,
  refusedBurst: 100,
  callersMax: 10_000,
  followersMax: 256,
  followersPerKeyMax: 64,
  followPingMs: 15_000,
  requestMs: 60_000,
  uploadMs: 6 * 60 * 60_000,
  stallMs: 60_000,
  keepAliveMs: 72_000,
  headerBytesMax: 16_384,
  connectionsMax: 4_096,
  closeMs: 10_000,
};
