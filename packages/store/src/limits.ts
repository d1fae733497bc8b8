/** The bounds that every store keeps; what is past them is our own mistake and is refused before it is queued. */
export const storeLimits = {
  /** Entries of one `commit`. */
  callEntriesMax: 1_000,
  /** Writes of one entry: applying a large project folder is one entry. */
  entryWritesMax: 10_000,
  entryGuardsMax: 10_000,
  keyCharactersMax: 2_000,
  /** Of a row's body and of a journal row: the whole state of a wide Map has to fit. */
  bodyCharactersMax: 64 * 1024 * 1024,
  /** Rows of one page of a list. */
  pageRowsMax: 1_000,
  /** Rows of one `journal` call. */
  journalRowsMax: 10_000,
  /** An id has room for so many (`partitionOf`). */
  partitionsMax: 1_024,
  /** Bytes of one hint. Source: PostgreSQL, NOTIFY: a payload has fewer than 8,000. */
  hintBytesMax: 4_000,
} as const;
