import { YEAR_MAX, YEAR_MIN } from "./expression.ts";

// Source: EventBridge User Guide, "Cron expressions reference", the table of fields.

export type CronFieldName = "minutes" | "hours" | "day-of-month" | "month" | "day-of-week" | "year";

export interface CronField {
  readonly name: CronFieldName;
  readonly min: number;
  readonly max: number;
  /** The first one stands for `min`; empty: the field takes numbers alone. */
  readonly names: readonly string[];
  /** Whether `/` may be written; AWS's table has none for day-of-week. */
  readonly hasSteps: boolean;
}

const MONTH_NAMES = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAY_NAMES = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

export const cronFields = {
  minutes: { name: "minutes", min: 0, max: 59, names: [], hasSteps: true },
  hours: { name: "hours", min: 0, max: 23, names: [], hasSteps: true },
  dayOfMonth: { name: "day-of-month", min: 1, max: 31, names: [], hasSteps: true },
  month: { name: "month", min: 1, max: 12, names: MONTH_NAMES, hasSteps: true },
  dayOfWeek: { name: "day-of-week", min: 1, max: 7, names: DAY_NAMES, hasSteps: false },
  year: { name: "year", min: YEAR_MIN, max: YEAR_MAX, names: [], hasSteps: true },
} as const satisfies Record<string, CronField>;

/** "0 to 59", "1 to 12 or JAN to DEC": for messages. */
export function rangeOf({ min, max, names }: CronField): string {
  return names.length === 0 ? `${min} to ${max}` : `${min} to ${max} or ${names.at(0)} to ${names.at(-1)}`;
}
