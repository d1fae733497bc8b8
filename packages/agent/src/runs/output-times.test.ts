import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { epochMs, type OutputTime, outputTimesMax } from "@landbridge/model";
import fc from "fast-check";
import { MarkFile } from "./mark-file.ts";
import { decodeMarks, encodeMarks, readTimes } from "./output-times.ts";

function openFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-marks-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const mark = (before: number, at: number): OutputTime => ({ before, at: epochMs(at) });

async function write(path: string, marks: readonly OutputTime[]): Promise<void> {
  const file = new MarkFile(path);
  for (const one of marks) await file.add(one);
  await file.close();
}

test("any range of a log has the marks of its bytes, and no others", async (t) => {
  const path = join(openFolder(t), "marks");
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 50 }), fc.nat(1_000)), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(500), fc.nat(500), async (gaps, from, length) => {
      let before = 0;
      const marks = gaps.map(([gap, at]) => mark((before += gap), at));
      writeFileSync(path, encodeMarks(marks));
      const to = from + length;
      const expected = marks.filter(
        (one, index) => one.before > from && (marks[index - 1]?.before ?? 0) < to,
      );
      assert.deepEqual(await readTimes(path, from, to), length === 0 ? [] : expected);
    }),
  );
});

test("a range has at most so many marks, and those are its first", async (t) => {
  const path = join(openFolder(t), "marks");
  writeFileSync(path, encodeMarks(Array.from({ length: 5_000 }, (_, index) => mark(index + 1, index))));
  const found = await readTimes(path, 100, 5_000);
  assert.deepEqual([found.length, found[0]], [outputTimesMax, mark(101, 100)]);
});

test("marks go on where another writer was killed in the middle of one", async (t) => {
  const path = join(openFolder(t), "marks");
  await write(path, [mark(5, 1), mark(9, 2)]);
  truncateSync(path, 25);
  await write(path, [mark(5, 7), mark(12, 3)]);
  assert.deepEqual(decodeMarks(readFileSync(path)), [mark(5, 1), mark(12, 3)]);
});

test("more marks than the bound make the older ones coarser, and the newer stay", async (t) => {
  const path = join(openFolder(t), "marks");
  const file = new MarkFile(path, { marksMax: 64 });
  for (let index = 1; index <= 1_000; index += 1) await file.add(mark(index * 10, index));
  await file.close();
  assert.ok(statSync(path).size <= 64 * 16);
  const found = await readTimes(path, 0, 10_000);
  assert.deepEqual(
    found.slice(-20),
    Array.from({ length: 20 }, (_, index) => mark((981 + index) * 10, 981 + index)),
  );
  assert.ok(found.every(({ before, at }) => before === at * 10));
});

test("a log without marks has no times", async (t) => {
  assert.deepEqual(await readTimes(join(openFolder(t), "none"), 0, 10), []);
});
