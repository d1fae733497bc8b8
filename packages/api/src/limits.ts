/** What one request and one answer may hold. Limits of rate and time belong to the server. */
export const apiLimits = {
  /** A request's body, where its route names no other limit. */
  bodyBytesMax: 1_048_576,
  /** A whole project: 1,000 state machines of 1 MiB would be too many at once, thirty are not. */
  projectBytesMax: 33_554_432,
  /** An input or a task's output as JSON text in UTF-8. Source: AWS Step Functions, "Service quotas". */
  payloadBytesMax: 262_144,
  /** The same for what `limits: ground` lifts; whether it does is for the operation to say. */
  groundPayloadBytesMax: 4_194_304,
  /** The body around such a payload; one that is longer for its escapes and white space must be shorter itself. */
  payloadBodyBytesMax: 5_242_880,
  /** Arrays and objects inside each other; what is deeper breaks readers that recurse. */
  jsonDepthMax: 128,
  pageItemsMax: 1_000,
  pageItemsDefault: 100,
  cursorLengthMax: 4_096,
  nameLengthMax: 80,
  /** An id in a path; an ARN fits. */
  idLengthMax: 512,
  idempotencyKeyLengthMax: 255,
  /** Of one key: patterns for what it may launch, and the characters of one. */
  launchPatternsMax: 32,
  launchPatternLengthMax: 96,
  /** Requests per second that one key may be given. */
  keyRateMax: 100_000,
  rotationOverlapSecondsMax: 2_592_000,
  secretNameLengthMax: 128,
  secretLengthMax: 65_536,
  taskTokenLengthMax: 2_048,
  callbackTokenLengthMax: 512,
  /** Source: AWS Step Functions API Reference, "SendTaskFailure". */
  errorLengthMax: 256,
  causeLengthMax: 32_768,
  reasonLengthMax: 1_024,
  /** Characters of a definition with `limits: ground`; AWS's are fewer, and kept by whoever parses it. */
  definitionLengthMax: 4_194_304,
  definitionsPerKindMax: 10_000,
  logChunkBytesMax: 1_048_576,
  logChunkBytesDefault: 65_536,
  /** Mistakes told at once; what is beyond is counted, not listed. */
  issuesMax: 100,
} as const;
