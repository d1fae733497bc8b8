import type { Options } from "../program/options.ts";

/** Shows instants in one zone. */
export interface TimeText {
  /** "2030-01-31 08:00:00" */
  moment(instant: string | number): string;
  /** "2030-01-31 08:00:00.123 +01:00" */
  exact(instant: string | number): string;
  /** "08:00:00" */
  clock(instantMs: number): string;
}

export function timeText(options: Pick<Options, "flag">): TimeText {
  return timeTextIn(options.flag("utc") ? "UTC" : Temporal.Now.timeZoneId());
}

function timeTextIn(timezone: string): TimeText {
  const zoned = (instant: string | number): Temporal.ZonedDateTime =>
    toInstant(instant).toZonedDateTimeISO(timezone);
  return {
    moment: (instant) => {
      const at = zoned(instant);
      return `${at.toPlainDate().toString()} ${at.toPlainTime().toString({ smallestUnit: "second" })}`;
    },
    exact: (instant) => {
      const at = zoned(instant);
      const time = at.toPlainTime().toString({ smallestUnit: "millisecond" });
      return `${at.toPlainDate().toString()} ${time} ${at.offset}`;
    },
    clock: (instantMs) => zoned(instantMs).toPlainTime().toString({ smallestUnit: "second" }),
  };
}

function toInstant(instant: string | number): Temporal.Instant {
  return typeof instant === "string"
    ? Temporal.Instant.from(instant)
    : Temporal.Instant.fromEpochMilliseconds(Math.round(instant));
}
