import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { atText, cronText, rateText } from "../test/arbitrary.ts";
import { EXPRESSION_LENGTH_MAX, parseExpression, printExpression } from "./index.ts";

function expressionOf(text: string) {
  const parsed = parseExpression(text);
  assert.ok("expression" in parsed, `${text}: ${JSON.stringify(parsed)}`);
  return parsed.expression;
}

function codesOf(text: string): readonly string[] {
  const parsed = parseExpression(text);
  assert.ok("issues" in parsed, `${text} was accepted`);
  return parsed.issues.map((issue) => issue.code);
}

test("what is printed parses to the same expression, and prints the same again", () => {
  fc.assert(
    fc.property(fc.oneof(cronText, rateText, atText), (text) => {
      const expression = expressionOf(text);
      const printed = printExpression(expression);
      if (printed.length <= EXPRESSION_LENGTH_MAX) {
        assert.deepEqual(expressionOf(printed), expression);
        assert.equal(printExpression(expressionOf(printed)), printed);
      }
    }),
    { numRuns: 500 },
  );
});

test("no text makes the parser throw, and what it does not take has at least one issue", () => {
  const noise = fc.string({ unit: "grapheme", maxLength: 300 });
  const shaped = fc
    .tuple(
      fc.constantFrom("cron", "rate", "at"),
      fc.string({ unit: fc.constantFrom(..."0123456789*?,-/LW# MONa".split("")), maxLength: 40 }),
    )
    .map(([name, body]) => `${name}(${body})`);
  fc.assert(
    fc.property(fc.oneof(noise, shaped), (text) => {
      const parsed = parseExpression(text);
      if ("issues" in parsed) assert.ok(parsed.issues.length > 0);
      else assert.deepEqual(expressionOf(printExpression(parsed.expression)), parsed.expression);
    }),
    { numRuns: 1_000 },
  );
});

test("a text beyond the limit is refused without being read", () => {
  assert.deepEqual(codesOf(`cron(${"*".repeat(10_000_000)}`), ["EXPRESSION_TOO_LONG"]);
  assert.deepEqual(codesOf(`rate(${" ".repeat(300)}1 day)`), ["EXPRESSION_TOO_LONG"]);
});

test("AWS's own examples are understood", () => {
  for (const text of [
    "cron(0 10 * * ? *)",
    "cron(15 12 * * ? *)",
    "cron(0 18 ? * MON-FRI *)",
    "cron(0 8 1 * ? *)",
    "cron(1/5 8-17 ? * Mon-Fri *)",
    "cron(0 9 ? * 2#1 *)",
    "cron(15 10 ? * 6L 2022-2023)",
    "cron(0 12 L * ? *)",
    "cron(0 12 3W * ? *)",
    "rate(1 day)",
    "rate(5 minutes)",
    "at(2022-11-20T13:00:00)",
  ]) {
    expressionOf(text);
  }
});

test("all mistakes of an expression are reported at once", () => {
  assert.deepEqual(codesOf("cron(60 24 0 13 8 1969)"), [
    "CRON_VALUE",
    "CRON_VALUE",
    "CRON_DAYS",
    "CRON_VALUE",
    "CRON_VALUE",
    "CRON_VALUE",
    "CRON_VALUE",
  ]);
  assert.deepEqual(codesOf("rate(0 weeks)"), ["RATE_VALUE", "RATE_UNIT"]);
  assert.deepEqual(codesOf("at(2023-02-29T25:00:61)"), ["AT_RANGE", "AT_RANGE", "AT_RANGE"]);
});

const refused: readonly (readonly [string, string])[] = [
  ["", "UNKNOWN_EXPRESSION"],
  ["* * * * *", "UNKNOWN_EXPRESSION"],
  ["every(5 minutes)", "UNKNOWN_EXPRESSION"],
  ["cron(0 8 * * ?)", "CRON_FIELD_COUNT"],
  ["cron()", "CRON_FIELD_COUNT"],
  ["cron(0 8 * * * *)", "CRON_DAYS"],
  ["cron(0 8 ? * ? *)", "CRON_DAYS"],
  ["cron(? 8 * * ? *)", "CRON_VALUE"],
  ["cron(0 8 ? * 0 *)", "CRON_VALUE"],
  ["cron(0 22-2 * * ? *)", "CRON_RANGE_REVERSED"],
  ["cron(0,,5 8 * * ? *)", "CRON_EMPTY_ITEM"],
  ["cron(0/0 8 * * ? *)", "CRON_STEP"],
  ["cron(0/5/5 8 * * ? *)", "CRON_STEP"],
  ["cron(0/61 8 * * ? *)", "CRON_STEP"],
  ["cron(0 8 ? * MON/2 *)", "CRON_STEP"],
  ["cron(0 8 ? * 3#6 *)", "CRON_NTH"],
  ["cron(0 8 ? * 3#1,6#3 *)", "CRON_NTH"],
  ["cron(0 8 1,L * ? *)", "CRON_VALUE"],
  ["cron(0 8 32W * ? *)", "CRON_VALUE"],
  ["cron(-5 8 * * ? *)", "CRON_VALUE"],
  ["rate(1.5 hours)", "RATE_VALUE"],
  ["rate(-1 hours)", "RATE_VALUE"],
  ["rate(hour)", "RATE_PARTS"],
  ["rate(5 constructor)", "RATE_UNIT"],
  ["rate(36501 days)", "RATE_TOO_LONG"],
  ["at(2030-01-01)", "AT_FORMAT"],
  ["at(2030-01-01T00:00:00Z)", "AT_FORMAT"],
  ["at(2200-01-01T00:00:00)", "AT_RANGE"],
];

for (const [text, code] of refused) {
  test(`${JSON.stringify(text)} is refused as ${code}`, () => {
    assert.ok(codesOf(text).includes(code), codesOf(text).join());
  });
}

test("a message says what was expected, what was found and what to do", () => {
  const parsed = parseExpression("cron(0 8 ? * 0 *)");
  assert.ok("issues" in parsed);
  assert.deepEqual(parsed.issues, [
    {
      path: "",
      code: "CRON_VALUE",
      message: 'day-of-week: expected 1 to 7 or SUN to SAT, found "0"',
      hint: "Sunday is 1 here, not 0",
      severity: "error",
    },
  ]);
});
