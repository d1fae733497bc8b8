import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonMistake } from "./json-mistake.ts";

const values = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** The message, and how many characters were read. */
const cases: readonly (readonly [string, string, number])[] = [
  ["not some test", `Unrecognized token 'not': was expecting ${values}`, 3],
  ["{'a': 1}", "Unexpected character (''' (code 39)): was expecting double-quote to start field name", 2],
  [
    '{"a" 1}',
    "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value",
    6,
  ],
  ['{"a": 1 "b"}', `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`, 9],
  ["[1 2]", "Unexpected character ('2' (code 50)): was expecting comma to separate Array entries", 4],
  ['{"a": 1,}', "Unexpected character ('}' (code 125)): was expecting double-quote to start field name", 9],
  ["[1,]", `Unexpected character (']' (code 93)): expected a valid value ${values}`, 4],
  ["'a'", `Unexpected character (''' (code 39)): expected a valid value ${values}`, 1],
  ["[€]", `Unrecognized token '€': was expecting ${values}`, 2],
  ["[→]", `Unexpected character ('→' (code 8594 / 0x2192)): expected a valid value ${values}`, 2],
  ['"a', "Unexpected end-of-input: was expecting closing quote for a string value", 2],
  ['{"a', "Unexpected end-of-input in field name", 3],
  [
    '"a\n"',
    "Illegal unquoted character ((CTRL-CHAR, code 10)): has to be escaped using backslash to be included in string value",
    3,
  ],
  ['"\\x"', "Unrecognized character escape 'x' (code 120)", 3],
  ["01", "Invalid numeric value: Leading zeroes not allowed", 2],
  [
    "[-a]",
    "Unexpected character ('a' (code 97)) in numeric value: expected digit (0-9) to follow minus sign, for valid numeric value",
    3,
  ],
];

test("text that is not JSON is told as AWS's parser tells it", () => {
  for (const [text, message, read] of cases) {
    const found = jsonMistake(text);
    assert.equal(found?.message, message, text);
    const lines = text.slice(0, read).split("\n");
    const place = `line: ${lines.length}, column: ${(lines.at(-1) ?? "").length + 1}`;
    assert.equal(found?.location, `[Source: (String)"${text}"; ${place}]`, text);
  }
});

test("what is not closed, or closed wrongly, is told with the place where it began", () => {
  assert.deepEqual(jsonMistake(' {"a": ['), {
    message:
      'Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)" {"a": ["; line: 1, column: 8])',
    location: '[Source: (String)" {"a": ["; line: 1, column: 9]',
  });
  assert.equal(
    jsonMistake("[1}")?.message,
    `Unexpected close marker '}': expected ']' (for Array starting at [Source: (String)"[1}"; line: 1, column: 1])`,
  );
});

test("nothing is told of JSON, whatever it holds", () => {
  fc.assert(fc.property(fc.json(), (text) => assert.equal(jsonMistake(text), undefined)));
});

test("any text is read to an end, and its mistake lies within it", () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from("{}[]\",:\\ \n0-1.eatrue'€")),
    maxLength: 40,
  });
  fc.assert(
    fc.property(text, (given) => {
      const found = jsonMistake(given);
      if (found !== undefined) assert.throws(() => JSON.parse(given));
    }),
    { numRuns: 2_000 },
  );
});

test("a long run of brackets does not exhaust the stack", () => {
  assert.match(jsonMistake("[".repeat(300_000))?.message ?? "", /^Unexpected end-of-input/);
});
