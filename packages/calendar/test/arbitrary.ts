import fc from "fast-check";

// Texts of valid expressions, for property tests.

const monthNames = ["JAN", "feb", "MAR", "APR", "May", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const dayNames = ["SUN", "mon", "TUE", "WED", "Thu", "FRI", "SAT"];

function value(min: number, max: number, names: readonly string[] = []): fc.Arbitrary<string> {
  const number = fc.integer({ min, max }).map(String);
  return names.length === 0 ? number : fc.oneof(number, fc.constantFrom(...names));
}

function range(min: number, max: number): fc.Arbitrary<string> {
  const bounds = fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }));
  return bounds.map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
}

function step(min: number, max: number): fc.Arbitrary<string> {
  const start = fc.oneof(fc.constant("*"), value(min, max), range(min, max));
  return fc.tuple(start, fc.integer({ min: 1, max: max - min + 1 })).map(([from, by]) => `${from}/${by}`);
}

function list(item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(","));
}

const minutes = list(fc.oneof(value(0, 59), range(0, 59), step(0, 59)));
const hours = fc.oneof(fc.constant("*"), list(fc.oneof(value(0, 23), range(0, 23), step(0, 23))));
const months = fc.oneof(
  { weight: 3, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: list(fc.oneof(value(1, 12, monthNames), range(1, 12), step(1, 12))) },
);
const years = fc.constantFrom("*", "2020-2030", "*/2", "2199");
const daysOfMonth = fc.oneof(
  fc.constantFrom("*", "L", "LW"),
  value(1, 31).map((day) => `${day}W`),
  list(fc.oneof(value(1, 31), range(1, 31), step(1, 31))),
);
const daysOfWeek = fc.oneof(
  fc.constantFrom("*", "L", "MON-FRI"),
  list(fc.oneof(value(1, 7, dayNames), range(1, 7))),
  value(1, 7, dayNames).map((day) => `${day}L`),
  fc.tuple(value(1, 7, dayNames), value(1, 5)).map(([day, nth]) => `${day}#${nth}`),
);
const days = fc.oneof(fc.tuple(daysOfMonth, fc.constant("?")), fc.tuple(fc.constant("?"), daysOfWeek));

export const cronText = fc
  .tuple(minutes, hours, days, months, years)
  .map(
    ([minute, hour, [dayOfMonth, dayOfWeek], month, year]) =>
      `cron(${minute} ${hour} ${dayOfMonth} ${month} ${dayOfWeek} ${year})`,
  )
  .filter((text) => text.length <= 256);

export const rateText = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom("second", "minutes", "hour", "days"))
  .map(([amount, unit]) => `rate(${amount} ${unit})`);

export const atText = fc
  .date({ min: new Date("1970-01-01T00:00:00Z"), max: new Date("2199-12-31T23:59:59Z"), noInvalidDate: true })
  .map((date) => `at(${date.toISOString().slice(0, 19)})`);

export const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
] as const;

/** Minutes of the years 2020 to 2029, close to a change of clocks every second time. */
export function startIn(zone: string): fc.Arbitrary<number> {
  const min = Date.UTC(2020, 0, 1);
  const any = fc.integer({ min: 0, max: 10 * 365 * 1440 }).map((minute) => min + minute * 60_000);
  const changes = changesOf(zone, min);
  if (changes.length === 0) return any;
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -30 * 60, max: 6 * 60 }))
    .map(([change, minute]) => change + minute * 60_000);
  return fc.oneof(any, near);
}

function changesOf(zone: string, from: number): readonly number[] {
  const found: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  for (let i = 0; i < 20; i += 1) {
    const next = at.getTimeZoneTransition("next");
    if (next === null) break;
    found.push(next.epochMilliseconds);
    at = next;
  }
  return found;
}
