import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonFaultPlace } from "./json-fault.ts";

test("the place is where the text stops being JSON", () => {
  const cases: readonly (readonly [string, number, number])[] = [
    ['{\n  "a": ,\n}', 2, 8],
    ['{"a": 1,}', 1, 9],
    ["[1 2]", 1, 4],
    ["[1,\n2,\n]", 3, 1],
    ['{"a" 1}', 1, 6],
    ["{a: 1}", 1, 2],
    ['{"a": "b\n"}', 1, 9],
    ['{"a": "\\x"}', 1, 8],
    ['{"a": [1}', 1, 9],
    ["{} {}", 1, 4],
    ["01", 1, 2],
    ['{"a": ', 1, 7],
    ["// no\n{}", 1, 1],
  ];
  for (const [text, line, column] of cases) {
    assert.throws(() => JSON.parse(text), SyntaxError);
    assert.deepEqual(jsonFaultPlace(text), { line, column }, text);
  }
});

test("the fault of a spoilt document lies not before what was spoilt", () => {
  // A character that JSON has nowhere outside a string.
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, seed) => {
      const at = seed % (json.length + 1);
      const text = `${json.slice(0, at)}\u0001${json.slice(at)}`;
      assert.throws(() => JSON.parse(text), SyntaxError);
      const { line, column } = jsonFaultPlace(text);
      assert.deepEqual([line, column <= at + 1, column > 0], [1, true, true]);
      // Within a number, a word or an escape the fault is where that began.
      if (!/[\w.+\\-]/.test(json[at - 1] ?? "")) assert.equal(column, at + 1);
    }),
  );
});
