import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type AnswerFrame, createFrameReader } from "./frames.ts";

const kinds = ["ready", "init-failed", "succeeded", "failed", "crashed", "returned"] as const;

function encode({ kind, seq, value, text }: AnswerFrame): Buffer {
  const body = Buffer.from(text);
  const frame = Buffer.alloc(13 + body.length);
  frame.writeUInt32LE(frame.length - 4, 0);
  frame[4] = kinds.indexOf(kind) + 1;
  frame.writeUInt32LE(seq, 5);
  frame.writeUInt32LE(value, 9);
  body.copy(frame, 13);
  return frame;
}

const word = fc.nat(0xffff_ffff);
const answer = fc.record(
  { kind: fc.constantFrom(...kinds), seq: word, value: word, text: fc.string({ unit: "grapheme" }) },
  { noNullPrototype: true },
);

test("answers are read alike wherever the bytes are cut", () => {
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 8 }), fc.array(fc.nat(2000)), (answers, cuts) => {
      const bytes = Buffer.concat(answers.map(encode));
      const found: AnswerFrame[] = [];
      const read = createFrameReader((frame) => found.push(frame));
      const at = [0, ...cuts.filter((cut) => cut < bytes.length).sort((a, b) => a - b), bytes.length];
      for (let i = 1; i < at.length; i += 1) assert.ok(read(bytes.subarray(at[i - 1], at[i])));
      assert.deepEqual(found, answers);
    }),
  );
});

test("arbitrary bytes are answers or refused, and never throw", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 64 })), (pieces) => {
      const read = createFrameReader(() => {});
      for (const piece of pieces) if (!read(Buffer.from(piece))) return;
    }),
  );
});
