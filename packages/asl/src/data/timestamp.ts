const SHAPE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * The instant that an RFC 3339 timestamp names, in nanoseconds since 1970; `undefined` when the text is none.
 * "T" and "Z" are capitals, as the language wants them. A leap second is no instant: Java's clock has none.
 */
export function parseTimestamp(text: string): bigint | undefined {
  if (!SHAPE.test(text)) return undefined;
  try {
    return Temporal.Instant.from(text).epochNanoseconds;
  } catch {
    return undefined; // A day or an hour that does not exist.
  }
}
