import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatCsv, parseCsv } from "./csv.ts";

test("a quoted field keeps its comma, its quotes and its line end", () => {
  assert.deepEqual(parseCsv('a,b\r\n"x, ""y""","1\n2"\n'), [{ a: 'x, "y"', b: "1\n2" }]);
});

test("a missing last line end changes nothing", () => {
  assert.deepEqual(parseCsv("a,b\n1,2"), parseCsv("a,b\n1,2\n"));
});

test("a quote that is never closed is refused", () => {
  assert.throws(() => parseCsv('a\n"x'), SyntaxError);
});

test("what is written is read again as it was", () => {
  const rows = fc.array(fc.record({ a: fc.string(), b: fc.string() }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, (written) => {
      assert.deepEqual(
        parseCsv(formatCsv(["a", "b"], written)),
        written.map((row) => ({ ...row })),
      );
    }),
  );
});
