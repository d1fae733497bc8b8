import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseCursor, toCursorText } from "./cursor.ts";
import { isStoreError } from "./errors.ts";

test("a cursor survives being sent out and back, whatever its key holds", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string({ unit: "grapheme", minLength: 1 }), (value, key) => {
      assert.deepEqual(parseCursor(toCursorText({ value, key })), { value, key });
    }),
  );
});

test("a number that is not exact is no cursor", () => {
  assert.throws(
    () => parseCursor("9999999999999999~k"),
    (error) => isStoreError(error, "CURSOR_INVALID"),
  );
});
