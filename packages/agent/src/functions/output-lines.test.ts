import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { poolUnderTest } from "../../test/functions.ts";
import { invocationLogBytesMax, logLineBytesMax } from "./limits.ts";
import { createLineCutter, type OutputLine } from "./output-lines.ts";

function cutAll(pieces: readonly string[]): readonly OutputLine[] {
  const lines: OutputLine[] = [];
  const cutter = createLineCutter((line) => lines.push(line));
  for (const piece of pieces) cutter.add(piece);
  cutter.end();
  return lines;
}

test("lines go to whom the mark before them names, wherever the pieces are cut", () => {
  const text = "before\n\u001e1\none\nhalf\u001e2\ntwo\n\n\u001e3\nlast";
  const expected = cutAll([text]);
  assert.deepEqual(expected, [
    { seq: 0, text: "before" },
    { seq: 1, text: "one" },
    { seq: 1, text: "half" },
    { seq: 2, text: "two" },
    { seq: 2, text: "" },
    { seq: 3, text: "last" },
  ]);
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 10 }), (cuts) => {
      const at = [0, ...cuts.sort((a, b) => a - b), text.length];
      assert.deepEqual(cutAll(at.slice(1).map((end, i) => text.slice(at[i], end))), expected);
    }),
  );
});

test("a line without an end is kept up to the bound, and the next one is whole", () => {
  const lines = cutAll([...Array.from({ length: 100 }, () => "x".repeat(1000)), "\nnext\n"]);
  assert.equal(lines.length, 2);
  assert.ok((lines[0]?.text.length ?? 0) <= logLineBytesMax + 10);
  assert.equal(lines[1]?.text, "next");
});

test("an invocation that prints too much is cut short with a word, and the next one starts anew", () => {
  const flood = Array.from({ length: 1000 }, () => `${"y".repeat(999)}\n`);
  const lines = cutAll(["\u001e1\n", ...flood, "\u001e2\nquiet\n"]);
  const first = lines.filter(({ seq }) => seq === 1);
  assert.ok(first.length * 999 <= invocationLogBytesMax + 999);
  assert.match(first.at(-1)?.text ?? "", /left out/);
  assert.deepEqual(lines.at(-1), { seq: 2, text: "quiet" });
});

test("what a handler prints comes with its request's id and stream", async (t) => {
  const { only, value, line } = poolUnderTest(t);
  only(
    "console.log('loading'); export const handler = async (e) => { console.log('out', e.n); console.error('err', e.n); };",
  );
  await value({ n: 1 });
  await value({ n: 2 });
  assert.deepEqual(await parts(line("out 1")), ["stdout", "request-1"]);
  assert.deepEqual(await parts(line("out 2")), ["stdout", "request-2"]);
  assert.deepEqual(await parts(line("err 2")), ["stderr", "request-2"]);
  assert.deepEqual(await parts(line("loading")), ["stdout", undefined]);
});

async function parts(line: Promise<{ readonly stream: string; readonly requestId?: string }>) {
  const { stream, requestId } = await line;
  return [stream, requestId];
}
