import type { EpochMs } from "@landbridge/model";

/** "2026-11-22T13:04:05.678Z", as the context object gives instants. */
export function isoInstant(instant: EpochMs): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toString({ fractionalSecondDigits: 3 });
}
