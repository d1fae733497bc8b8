import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { completeLength } from "./utf8-boundary.ts";

test("text cut at any byte and put together again is the same text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat(), (text, cut) => {
      const bytes = Buffer.from(text);
      const at = completeLength(bytes.subarray(0, cut % (bytes.length + 1)));
      assert.equal(bytes.subarray(0, at).toString() + bytes.subarray(at).toString(), text);
    }),
  );
});

test("at most three bytes are held back, whatever they are", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const held = bytes.length - completeLength(bytes);
      assert.ok(held >= 0 && held <= 3);
    }),
  );
  assert.equal(completeLength(new Uint8Array([0x80, 0x80, 0x80, 0x80])), 4);
});
