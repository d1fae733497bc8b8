import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs, outputTimesMax } from "@landbridge/model";
import fc from "fast-check";
import { decodeOutput, encodeOutputHeader } from "./frames.ts";

const offset = fc.nat(2 ** 40);
const times = fc
  .uniqueArray(fc.integer({ min: 1, max: 2 ** 40 }), { maxLength: 50 })
  .map((all) => all.toSorted((a, b) => a - b).map((before) => ({ before, at: epochMs(before % 9_999) })));

test("a piece of output arrives as it was sent, with its times or without", () => {
  fc.assert(
    fc.property(
      fc.record(
        { offset, droppedBefore: offset, isLast: fc.boolean(), mayLackAfter: offset, times },
        { requiredKeys: ["offset", "droppedBefore", "isLast"] },
      ),
      fc.uint8Array({ maxLength: 100 }),
      (chunk, bytes) => {
        const message = Buffer.concat([encodeOutputHeader(7, 9, chunk), bytes]);
        const found = decodeOutput(message);
        assert.deepEqual({ ...found?.chunk, bytes: undefined }, { ...chunk, bytes: undefined });
        assert.deepEqual([found?.seq, found?.id], [7, 9]);
        assert.ok(Buffer.from(bytes).equals(found?.chunk.bytes ?? Buffer.alloc(1)));
      },
    ),
  );
});

test("times that are cut off, too many, or out of order are not of the protocol", () => {
  const time = (before: number) => ({ before, at: epochMs(1) });
  const chunk = { offset: 0, droppedBefore: 0, isLast: true };
  const whole = encodeOutputHeader(1, 1, { ...chunk, times: [time(1), time(2)] });
  assert.notEqual(decodeOutput(whole), undefined);
  assert.equal(decodeOutput(whole.subarray(0, whole.length - 1)), undefined);
  assert.equal(decodeOutput(whole.subarray(0, 26)), undefined);
  assert.equal(decodeOutput(encodeOutputHeader(1, 1, { ...chunk, times: [time(2), time(2)] })), undefined);
  const many = Array.from({ length: outputTimesMax + 1 }, (_, index) => time(index + 1));
  assert.equal(decodeOutput(encodeOutputHeader(1, 1, { ...chunk, times: many })), undefined);
});
