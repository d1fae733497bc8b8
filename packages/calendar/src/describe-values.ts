import { type CronField } from "./cron-field.ts";
import type { CronValues } from "./expression.ts";
import { hasValue, valueFrom } from "./values.ts";

export function isAll(values: CronValues, field: CronField): boolean {
  for (let value = field.min; value <= field.max; value += 1) if (!hasValue(values, value)) return false;
  return true;
}

/** Single values one by one, ranges and steps as such, so that the line stays short. */
export function listOf(values: CronValues, field: CronField): string {
  const name = (value: number): string =>
    field.name === "month" ? (MONTHS[value - 1] ?? "") : String(value);
  return joinWords(
    values.map(({ from, to, step }) => {
      if (from === to) return name(from);
      const range = `${name(from)} to ${name(to)}`;
      return step === 1 ? range : `${range} in steps of ${step}`;
    }),
  );
}

export function valuesOf(values: CronValues): readonly number[] {
  const all: number[] = [];
  for (let value = valueFrom(values, 0); value !== null; value = valueFrom(values, value + 1))
    all.push(value);
  return all;
}

export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
