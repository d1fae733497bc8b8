import type { EpochMs } from "@landbridge/model";

/** "2026-11-22T13:04:05.678Z", as SDK integrations give instants. */
export function isoInstant(at: EpochMs): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString({ fractionalSecondDigits: 3 });
}
