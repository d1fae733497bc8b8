import type { RateExpression, RateUnit } from "./expression.ts";

const unitMs = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
} as const satisfies Record<RateUnit, number>;

export function ratePeriodMs({ value, unit }: RateExpression): number {
  return value * unitMs[unit];
}
