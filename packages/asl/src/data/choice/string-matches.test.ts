import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { compileStringMatches } from "./string-matches.ts";

describe("StringMatches", () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ["log-*.txt", "log-1.txt", true],
    ["log-*.txt", "log-.txt", true],
    ["log-*.txt", "log-1.txt.gz", false],
    ["*", "", true],
    ["", "", true],
    ["", "a", false],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["*ab*ab*", "ab", false],
    ["*ab*ab*", "xabyabz", true],
    ["*aab*", "aaab", true],
    ["*abc", "ababc", true],
    ["**", "x", true],
    ["a\\*b", "a*b", true],
    ["a\\*b", "axb", false],
    ["a\\\\*", "a\\x", true],
    ["a\\b", "a\\b", true],
    [".*", "ab", false],
  ];
  for (const [pattern, text, expected] of cases) {
    test(`${pattern} ${expected ? "fits" : "does not fit"} ${JSON.stringify(text)}`, () => {
      assert.equal(compileStringMatches(pattern)(text), expected);
    });
  }

  test("agrees with a regular expression on short texts", () => {
    const short = (letters: string) =>
      fc.string({ unit: fc.constantFrom(...letters.split("")), maxLength: 10 });
    fc.assert(
      fc.property(short("ab*"), short("ab"), (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*")}$`);
        assert.equal(compileStringMatches(pattern)(text), expression.test(text));
      }),
      { numRuns: 3_000 },
    );
  });

  test("looks at each character a bounded number of times, however the pattern tries to make it go back", () => {
    const matches = compileStringMatches(`*${"a".repeat(20_000)}b*${"a*".repeat(1_000)}c`);
    // Going back after each failure would take 5 * 10^9 comparisons here, many seconds; this takes milliseconds.
    const started = process.cpuUsage().user;
    assert.equal(matches(`${"a".repeat(250_000)}c`), false);
    assert.ok(process.cpuUsage(undefined).user - started < 2_000_000);
  });
});
