import assert from "node:assert/strict";
import { test } from "node:test";
import { epochMs } from "@landbridge/model";
import fc from "fast-check";
import { logLines } from "./log-lines.ts";
import { piecesByLine, piecesByTime } from "./timed-output.ts";

const newline = 0x0a;
const anyChunk = fc
  .tuple(
    fc.nat(1_000),
    fc.array(fc.oneof(fc.constant(newline), fc.constantFrom(0x41, 0xc3, 0xa9, 0xf0, 0xff)), {
      maxLength: 40,
    }),
    fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { maxLength: 10 }),
  )
  .map(([offset, bytes, gaps]) => ({
    offset,
    bytes: new Uint8Array(bytes),
    times: gaps.toSorted((a, b) => a - b).map((gap) => ({ before: offset + gap, at: epochMs(gap) })),
  }));

const timeOf = (times: readonly { readonly before: number; readonly at: number }[], offset: number) =>
  times.find(({ before }) => before > offset)?.at;

test("pieces put together are the chunk, and none is empty", () => {
  fc.assert(
    fc.property(anyChunk, fc.constantFrom(piecesByTime, piecesByLine), (chunk, cut) => {
      let at = chunk.offset;
      for (const { offset, bytes } of cut(chunk)) {
        assert.equal(offset, at);
        assert.notEqual(bytes.length, 0);
        at += bytes.length;
      }
      assert.deepEqual(Buffer.concat([...cut(chunk)].map(({ bytes }) => bytes)), Buffer.from(chunk.bytes));
    }),
  );
});

test("a line has the time of its first byte", () => {
  fc.assert(
    fc.property(anyChunk, (chunk) => {
      for (const { offset, bytes, at } of piecesByLine(chunk)) {
        assert.equal(at, timeOf(chunk.times, offset));
        assert.ok(!bytes.subarray(0, -1).includes(newline));
      }
    }),
  );
});

test("a piece has the time of its last byte, or of one at most three on, and no character is cut by a time", () => {
  fc.assert(
    fc.property(anyChunk, (chunk) => {
      for (const { offset, bytes, at } of piecesByTime(chunk)) {
        const last = offset + bytes.length - 1;
        // What begins like a character is held for the next piece, also where it was none.
        assert.ok([0, 1, 2, 3].some((on) => timeOf(chunk.times, last + on) === at));
      }
    }),
  );
  const times = [
    { before: 2, at: epochMs(5) },
    { before: 5, at: epochMs(6) },
  ];
  const texts = [...piecesByTime({ offset: 0, bytes: Buffer.from("A😀"), times })].map(({ bytes, at }) => [
    Buffer.from(bytes).toString(),
    at,
  ]);
  assert.deepEqual(texts, [
    ["A", 5],
    ["😀", 6],
  ]);
});

test("lines of JSON hold what is no text as it is, and leave a cut character for the next range", () => {
  const bytes = Buffer.concat([
    Buffer.from("one é\n"),
    Buffer.from([0xff, 0x00, newline]),
    Buffer.from("😀"),
  ]);
  const times = [{ before: 7, at: epochMs(0) }];
  const chunk = { offset: 0, bytes: bytes.subarray(0, -1), droppedBefore: 0, isLast: false, times };
  const { text, length } = logLines(chunk);
  assert.deepEqual(
    text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
    [
      { time: "1970-01-01T00:00:00.000Z", offset: 0, text: "one é\n" },
      { offset: 7, base64: "/wAK" },
    ],
  );
  assert.equal(length, 10);
});
