const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

const LENIENT = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Whether a Wait takes it where it is computed: seconds may be missing. Source: measured on AWS by others. */
export function isOffsetDateTime(text: string): boolean {
  return LENIENT.test(text) && instantOf(text) !== undefined;
}

/**
 * The instant that an RFC 3339 timestamp names, in nanoseconds since 1970; `undefined` when the text is none.
 * "T" and "Z" are capitals, as the language wants them. A leap second is no instant: Java's clock has none.
 */
export function parseTimestamp(text: string): bigint | undefined {
  return SHAPE.test(text) ? instantOf(text) : undefined;
}

function instantOf(text: string): bigint | undefined {
  try {
    return Temporal.Instant.from(text).epochNanoseconds;
  } catch {
    return undefined; // A day or an hour that does not exist.
  }
}
