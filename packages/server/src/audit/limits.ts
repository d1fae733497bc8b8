export interface AuditLimits {
  /** Of one block. */
  readonly blockRecordsMax: number;
  /** Records that wait to be written; one more is refused as overload. */
  readonly waitingMax: number;
  /** How long records are kept at least, and how many at most; blocks beyond either are deleted, oldest first. */
  readonly keptMs: number;
  readonly keptRecordsMax: number;
  readonly sweepMs: number;
  /** Blocks that one entry deletes. */
  readonly deletedBlocksMax: number;
  /** Refusals of callers without a valid key: one record for each address and reason within this time. */
  readonly strangerMs: number;
  readonly strangersMax: number;
}

export const defaultAuditLimits: AuditLimits = {
  blockRecordsMax: 256,
  waitingMax: 20_000,
  keptMs: 400 * 86_400_000,
  keptRecordsMax: 5_000_000,
  sweepMs: 3_600_000,
  deletedBlocksMax: 500,
  strangerMs: 60_000,
  strangersMax: 1_000,
};
