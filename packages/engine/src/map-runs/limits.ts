/** What one map run does at once. */
export const mapRunLimits = {
  /**
   * Child executions under way, where the definition sets no lower number. AWS allows 10,000; on one machine
   * more of them at once make none of them faster, and all of them are in memory.
   */
  childrenAtOnceMax: 1_000,
  /** Starts between two checkpoints: after a crash so many are looked up before they are started again. */
  startsAtOnceMax: 100,
  /** Ends of children that are counted in one commit. */
  settlementsMax: 500,
  /** Children that are stopped at once. */
  stopsAtOnceMax: 200,
  /** Results that are read at once when a run is over; each may be as large as a state's output. */
  resultsAtOnceMax: 50,
  /** Changes of a run's numbers that are taken in one commit. */
  updatesMax: 100,
  /** Of a manifest of results that is read again when its run is redriven: three files for each attempt. */
  manifestBytesMax: 4_194_304,
  /** Pause before something that our own trouble has kept from happening is tried again. */
  pauseMs: 100,
} as const;
