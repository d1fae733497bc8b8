import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jsonDepth, utf8Length } from "./json-size.ts";

test("the length in UTF-8 is what an encoder makes of any text, lone surrogates too", () => {
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      assert.equal(utf8Length(text), encoder.encode(text).length);
    }),
  );
  for (const text of ["\ud83d", "\ude00\ud83d", "\ud83d\ud83d\ude00", "é€😀"])
    assert.equal(utf8Length(text), encoder.encode(text).length);
});

test("depth counts arrays and objects inside each other", () => {
  assert.equal(jsonDepth("text", 10), 0);
  assert.equal(jsonDepth([], 10), 1);
  assert.equal(jsonDepth({ a: [{ b: 1 }], c: {} }, 10), 3);
});

test("depth stops counting one past its limit, however deep the value is", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  assert.equal(jsonDepth(deep, 128), 129);
});
