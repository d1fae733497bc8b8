/** How long the command line waits, and how much it takes. */
export const cliLimits = {
  /** For an answer, from the first byte sent to the last one received. */
  requestMs: 30_000,
  /** An apply checks a whole project and commits it. */
  applyMs: 120_000,
  /** A launch whose answer was lost is sent again, under the same key, so often. */
  launchTriesMax: 3,
  /** Between two looks at what is waited for: grows from the first to the second. */
  pollMsMin: 100,
  pollMsMax: 2_000,
  /** Of a log, asked for at once; the API's limit. */
  logPageBytes: 1_048_576,
  /** A server that restarts is waited for so long while a run is waited for or a log is followed. */
  silenceMsMax: 300_000,
  /** What an input may have as JSON text; the API's limit, told before anything is sent. AWS's own is less. */
  inputBytesMax: 4_194_304,
  listItemsDefault: 100,
  historyEventsDefault: 1_000,
  /** Of one page; the API's limit. */
  pageItemsMax: 1_000,
  occurrencesMax: 1_000,
  /** From the first Ctrl-C to the end, when something does not end by itself. */
  stopMs: 15_000,
  /** A signal that comes again within this time is the same one: a shell, npm and a launcher each pass it on. */
  sameSignalMs: 500,
  /** Lines of the narrator in one second; what is more is counted. */
  narratedLinesPerSecond: 25,
  /** Bytes that a slow reader of the narrator may leave waiting; then lines are left out. */
  narratedBytesWaitingMax: 1_048_576,
  /** Of one line that a function wrote. */
  functionLineLengthMax: 500,
  /** Of an error's cause on one line. */
  causeLengthMax: 160,
  /** Executions and runs whose beginning the narrator remembers. */
  rememberedMax: 10_000,
  keyFileBytesMax: 4_096,
} as const;
