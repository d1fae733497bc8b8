import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs } from "@landbridge/model";
import fc from "fast-check";
import { cronText, rateText, startIn, zones } from "../test/arbitrary.ts";
import { firingMinutes } from "../test/oracle.ts";
import {
  type CronExpression,
  countOccurrences,
  nextOccurrence,
  occurrencesBetween,
  parseExpression,
  previousOccurrence,
  type ScheduleExpression,
} from "./index.ts";

const DAY_MS = 86_400_000;

function expressionOf(text: string): ScheduleExpression {
  const parsed = parseExpression(text);
  assert.ok("expression" in parsed, JSON.stringify(parsed));
  return parsed.expression;
}

function cronOf(text: string): CronExpression {
  const expression = expressionOf(text);
  assert.ok(expression.kind === "cron");
  return expression;
}

function at(text: string) {
  return epochMs(Date.parse(text));
}

/** The first occurrences in ISO form, so that a failure reads well. */
function firing(text: string, timezone: string, after: string, count: number): readonly string[] {
  const timing = { timezone, after: at(after), upTo: at("2300-01-01T00:00:00Z"), limit: count };
  return occurrencesBetween(expressionOf(text), timing).map((instant) => new Date(instant).toISOString());
}

for (const timezone of zones) {
  test(`cron in ${timezone} fires at exactly the minutes that a minute-by-minute look finds`, () => {
    fc.assert(
      fc.property(cronText, startIn(timezone), fc.integer({ min: 0, max: 59_999 }), (text, start, ms) => {
        const cron = cronOf(text);
        const end = start + 2 * DAY_MS;
        const expected = firingMinutes(cron, timezone, start, end);
        const window = { timezone, after: epochMs(start), upTo: epochMs(end) };
        assert.deepEqual(occurrencesBetween(cron, { ...window, limit: 5_000 }), expected);
        assert.equal(countOccurrences(cron, window), expected.length);
        assert.deepEqual(backwards(cron, timezone, start, end), expected.toReversed());
        // From the middle of a minute the next one is the same as from the minute itself.
        const from = epochMs(start + ms);
        assert.equal(nextOccurrence(cron, { timezone, after: from, end: epochMs(end) }), expected[0] ?? null);
      }),
      { numRuns: 30 },
    );
  });
}

function backwards(cron: CronExpression, timezone: string, start: number, end: number): readonly number[] {
  const found: number[] = [];
  let before = epochMs(end + 1);
  for (;;) {
    const previous = previousOccurrence(cron, { timezone, before });
    if (previous === null || previous <= start) return found;
    found.push(previous);
    before = previous;
  }
}

test("next and previous are each other's inverse, and counting agrees with listing", () => {
  const any = fc.oneof(cronText, rateText);
  fc.assert(
    fc.property(
      any,
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 4e12 }),
      (text, timezone, after) => {
        const expression = expressionOf(text);
        const anchor = epochMs(1_000_000_123);
        const next = nextOccurrence(expression, { timezone, anchor, after: epochMs(after) });
        if (next === null) return;
        assert.ok(next > after);
        const previous = previousOccurrence(expression, { timezone, anchor, before: epochMs(next + 1) });
        assert.equal(previous, next);
        const count = countOccurrences(expression, { timezone, anchor, after: epochMs(after), upTo: next });
        assert.equal(count, 1);
      },
    ),
    { numRuns: 300 },
  );
});

test("a wall time that clocks leave out in spring is skipped to the next occurrence", () => {
  assert.deepEqual(firing("cron(30 2 * * ? *)", "Europe/Berlin", "2026-03-27T12:00:00Z", 3), [
    "2026-03-28T01:30:00.000Z",
    "2026-03-30T00:30:00.000Z",
    "2026-03-31T00:30:00.000Z",
  ]);
});

test("a wall time that clocks show twice in autumn fires once, at its first showing", () => {
  assert.deepEqual(firing("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-24T12:00:00Z", 2), [
    "2026-10-25T00:30:00.000Z",
    "2026-10-26T01:30:00.000Z",
  ]);
  // Asked for in the second showing, it is the next day's.
  assert.deepEqual(firing("cron(30 2 * * ? *)", "Europe/Berlin", "2026-10-25T01:10:00Z", 1), [
    "2026-10-26T01:30:00.000Z",
  ]);
});

test("a half-hour change of clocks is met as exactly as an hour's", () => {
  // Lord Howe goes from +10:30 to +11:00 at 02:00 and back at 02:00.
  assert.deepEqual(firing("cron(*/15 1-2 * * ? *)", "Australia/Lord_Howe", "2026-10-03T15:00:00Z", 5), [
    "2026-10-03T15:15:00.000Z",
    "2026-10-03T15:30:00.000Z",
    "2026-10-03T15:45:00.000Z",
    "2026-10-04T14:00:00.000Z",
    "2026-10-04T14:15:00.000Z",
  ]);
});

test("a rate is elapsed time: a day is 24 hours over a change of clocks", () => {
  const timing = { timezone: "Europe/Berlin", anchor: at("2026-03-28T08:00:00Z"), limit: 3 };
  const found = occurrencesBetween(expressionOf("rate(1 day)"), {
    ...timing,
    after: at("2026-03-28T07:59:59Z"),
    upTo: at("2026-04-28T07:59:59Z"),
  });
  assert.deepEqual(found, [
    at("2026-03-28T08:00:00Z"),
    at("2026-03-29T08:00:00Z"),
    at("2026-03-30T08:00:00Z"),
  ]);
});

test("a one-time schedule in a gap is moved on by the gap, in an overlap it is the first showing", () => {
  assert.deepEqual(firing("at(2026-03-29T02:30:00)", "Europe/Berlin", "2026-01-01T00:00:00Z", 2), [
    "2026-03-29T01:30:00.000Z",
  ]);
  assert.deepEqual(firing("at(2026-10-25T02:30:00)", "Europe/Berlin", "2026-01-01T00:00:00Z", 2), [
    "2026-10-25T00:30:00.000Z",
  ]);
});

test("the last instant is inclusive", () => {
  const timing = { timezone: "UTC", after: at("2026-01-01T07:00:00Z"), end: at("2026-01-01T08:00:00Z") };
  assert.equal(nextOccurrence(expressionOf("cron(0 8 * * ? *)"), timing), timing.end);
  assert.equal(nextOccurrence(expressionOf("cron(1 8 * * ? *)"), timing), null);
});

const days: readonly (readonly [string, string, readonly string[]])[] = [
  ["L", "?", ["2026-01-31", "2026-02-28", "2026-03-31"]],
  ["LW", "?", ["2026-01-30", "2026-02-27", "2026-03-31"]],
  ["1W", "?", ["2026-01-01", "2026-02-02", "2026-03-02"]],
  ["31W", "?", ["2026-01-30", "2026-03-31", "2026-05-29"]],
  ["15W", "?", ["2026-01-15", "2026-02-16", "2026-03-16"]],
  ["29", "?", ["2026-01-29", "2026-03-29", "2026-04-29"]],
  ["?", "L", ["2026-01-03", "2026-01-10", "2026-01-17"]],
  ["?", "6L", ["2026-01-30", "2026-02-27", "2026-03-27"]],
  ["?", "3#2", ["2026-01-13", "2026-02-10", "2026-03-10"]],
  ["?", "SUN#5", ["2026-03-29", "2026-05-31", "2026-08-30"]],
];

for (const [dayOfMonth, dayOfWeek, dates] of days) {
  test(`day-of-month ${dayOfMonth} with day-of-week ${dayOfWeek} is ${dates.join(", ")}`, () => {
    const found = firing(`cron(0 8 ${dayOfMonth} * ${dayOfWeek} *)`, "UTC", "2025-12-31T23:00:00Z", 3);
    assert.deepEqual(
      found,
      dates.map((date) => `${date}T08:00:00.000Z`),
    );
  });
}

test("an expression that never fires says so at once", () => {
  for (const text of [
    "cron(0 0 30 2 ? *)",
    "cron(0 0 31 2,4,6,9,11 ? *)",
    "cron(30 2 29 3 ? 2026)",
    "cron(0 0 1 1 ? 1970)",
  ]) {
    const timezone = "Europe/Berlin";
    assert.equal(nextOccurrence(expressionOf(text), { timezone, after: at("2020-01-01T00:00:00Z") }), null);
  }
});

test("the last and the first minute of the years that are covered fire", () => {
  const every = expressionOf("cron(* * * * ? *)");
  const last = at("2199-12-31T23:59:00Z");
  assert.equal(nextOccurrence(every, { timezone: "UTC", after: epochMs(last - 1) }), last);
  assert.equal(nextOccurrence(every, { timezone: "UTC", after: last }), null);
  assert.equal(nextOccurrence(every, { timezone: "UTC", after: epochMs(-1) }), 0);
  assert.equal(previousOccurrence(every, { timezone: "UTC", before: epochMs(0) }), null);
  assert.equal(
    previousOccurrence(every, { timezone: "UTC", before: epochMs(Number.MAX_SAFE_INTEGER) }),
    last,
  );
});

test("minutes of decades are counted without being made", () => {
  const every = expressionOf("cron(* * * * ? *)");
  const timing = { after: at("1999-12-31T23:59:59Z"), upTo: at("2099-12-31T23:59:59Z") };
  const days = 36_525;
  assert.equal(countOccurrences(every, { ...timing, timezone: "UTC" }), days * 1440);
  // In Berlin, clocks leave an hour out in each spring, and the hour shown twice counts once.
  assert.equal(countOccurrences(every, { ...timing, timezone: "Europe/Berlin" }), days * 1440 - 100 * 60);
});
