import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { atText, cronText, rateText } from "../test/arbitrary.ts";
import { describeExpression, parseExpression } from "./index.ts";

const sentences: readonly (readonly [string, string])[] = [
  ["cron(30 8 ? * MON-FRI *)", "every weekday at 08:30, Europe/Berlin"],
  ["cron(0 10 * * ? *)", "every day at 10:00, Europe/Berlin"],
  ["cron(0 8,20 ? * * *)", "every day at 08:00 and 20:00, Europe/Berlin"],
  ["cron(*/5 * * * ? *)", "every 5 minutes, Europe/Berlin"],
  ["cron(0 * * * ? *)", "every hour on the hour, Europe/Berlin"],
  ["cron(15 * * * ? *)", "at minute 15 of every hour, Europe/Berlin"],
  ["cron(0/10 8-17 ? * MON-FRI *)", "every 10 minutes in hour 8 to 17, every weekday, Europe/Berlin"],
  ["cron(0 9 ? * 2#1 *)", "on the first Monday of the month at 09:00, Europe/Berlin"],
  ["cron(15 10 ? * 6L 2022-2023)", "on the last Friday of the month at 10:15 in 2022 to 2023, Europe/Berlin"],
  ["cron(0 8 L 3,6 ? *)", "on the last day of the month at 08:00 in March and June, Europe/Berlin"],
  ["cron(0 8 15W * ? *)", "on the weekday nearest to day 15 of the month at 08:00, Europe/Berlin"],
  ["cron(0 8 ? * TUE,THU *)", "every Tuesday and Thursday at 08:00, Europe/Berlin"],
  ["rate(1 day)", "every day"],
  ["rate(5 minutes)", "every 5 minutes"],
  ["at(2030-01-31T08:00:00)", "once, on 2030-01-31 at 08:00, Europe/Berlin"],
];

function describe(text: string): string {
  const parsed = parseExpression(text);
  assert.ok("expression" in parsed);
  return describeExpression(parsed.expression, "Europe/Berlin");
}

for (const [text, sentence] of sentences) {
  test(`${text} is "${sentence}"`, () => assert.equal(describe(text), sentence));
}

test("every expression has one line of words", () => {
  fc.assert(
    fc.property(fc.oneof(cronText, rateText, atText), (text) => {
      assert.match(describe(text), /^[a-z][^\n]{4,}$/);
      assert.doesNotMatch(describe(text), /undefined|NaN| {2}/);
    }),
    { numRuns: 300 },
  );
});
