import type { CronExpression, CronValues } from "../src/index.ts";

// What cron means, told a second time in the plainest way: look at every minute, one by one.

/** Each minute after `after`, up to `upTo` (both whole minutes), at which the expression fires. */
export function firingMinutes(
  cron: CronExpression,
  zone: string,
  after: number,
  upTo: number,
): readonly number[] {
  const shown = new Set<string>();
  const found: number[] = [];
  // Three hours earlier, so that a wall time shown for the second time is known.
  for (let minute = after - 3 * 3_600_000; minute <= upTo; minute += 60_000) {
    const wall = Temporal.Instant.fromEpochMilliseconds(minute).toZonedDateTimeISO(zone).toPlainDateTime();
    const text = wall.toString();
    if (minute > after && !shown.has(text) && isMatch(cron, wall)) found.push(minute);
    shown.add(text);
  }
  return found;
}

function isMatch(cron: CronExpression, wall: Temporal.PlainDateTime): boolean {
  return (
    listed(cron.minutes).has(wall.minute) &&
    listed(cron.hours).has(wall.hour) &&
    listed(cron.months).has(wall.month) &&
    listed(cron.years).has(wall.year) &&
    isDayMatch(cron, wall.toPlainDate())
  );
}

const lists = new WeakMap<CronValues, ReadonlySet<number>>();

function listed(values: CronValues): ReadonlySet<number> {
  const known = lists.get(values);
  if (known !== undefined) return known;
  const all = new Set<number>();
  for (const { from, to, step } of values) for (let value = from; value <= to; value += step) all.add(value);
  lists.set(values, all);
  return all;
}

function isDayMatch({ days }: CronExpression, date: Temporal.PlainDate): boolean {
  // Temporal counts Monday 1 to Sunday 7.
  const weekday = (date.dayOfWeek % 7) + 1;
  const isWorkday = date.dayOfWeek <= 5;
  const isLast = date.day === date.daysInMonth;
  switch (days.kind) {
    case "days-of-month":
      return listed(days.values).has(date.day);
    case "last-day":
      return isLast;
    case "last-weekday":
      return (
        isWorkday &&
        [1, 2, 3].every((ahead) => {
          const later = date.add({ days: ahead });
          return later.month !== date.month || later.dayOfWeek > 5;
        })
      );
    case "nearest-weekday": {
      if (days.day > date.daysInMonth || !isWorkday) return false;
      const target = date.with({ day: days.day });
      const distance = (other: Temporal.PlainDate): number => Math.abs(other.day - target.day);
      const closer = [-2, -1, 0, 1, 2]
        .map((offset) => target.add({ days: offset }))
        .filter((other) => other.month === date.month && other.dayOfWeek <= 5);
      return closer.every((other) => distance(other) >= distance(date));
    }
    case "days-of-week":
      return listed(days.values).has(weekday);
    case "last-of-month":
      return weekday === days.dayOfWeek && date.day + 7 > date.daysInMonth;
    case "nth-of-month":
      return weekday === days.dayOfWeek && Math.ceil(date.day / 7) === days.nth;
  }
}
