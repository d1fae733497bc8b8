import { type FileHandle, open } from "node:fs/promises";
import { type EpochMs, epochMs, type OutputTime, outputTimeMsMax, outputTimesMax } from "@landbridge/model";
import { isMissing } from "./durable-file.ts";

// The times of one stream: a file of marks beside it, each of 16 bytes, two big-endian doubles: an offset, and
// milliseconds since 1970. See docs/decisions/0014.
//
// T1. A mark says that the bytes before its offset which are not before the former mark's were written by then.
// T2. Marks ascend by offset, strictly, so they are found by halving, and a long log's are never in memory.
// T3. They are no evidence of anything: what a crash tore off is left out, and a log without marks is whole.

export const markBytes = 16;

export function encodeMarks(marks: readonly OutputTime[]): Uint8Array {
  const bytes = new Uint8Array(marks.length * markBytes);
  const view = new DataView(bytes.buffer);
  for (const [index, { before, at }] of marks.entries()) {
    view.setFloat64(index * markBytes, before);
    view.setFloat64(index * markBytes + 8, at);
  }
  return bytes;
}

export function decodeMarks(bytes: Uint8Array): readonly OutputTime[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / markBytes) }, (_, index) => ({
    before: view.getFloat64(index * markBytes),
    at: toTime(view.getFloat64(index * markBytes + 8)),
  }));
}

/** The file system's time, whatever it says: a whole number, and no year that cannot be written. */
export function toTime(ms: number): EpochMs {
  return epochMs(Number.isFinite(ms) ? Math.min(Math.max(0, Math.floor(ms)), outputTimeMsMax) : 0);
}

/** The marks of the bytes from `from` to `to`, in order; of more than `outputTimesMax`, the first ones. */
export async function readTimes(path: string, from: number, to: number): Promise<readonly OutputTime[]> {
  const file = await openIfThere(path);
  if (file === undefined || from >= to) {
    await file?.close();
    return [];
  }
  try {
    const count = Math.floor((await file.stat()).size / markBytes);
    const first = await firstAfter(file, count, from);
    const marks = await readMarks(file, first, Math.min(count - first, outputTimesMax));
    const beyond = marks.findIndex(({ before }) => before >= to);
    return beyond < 0 ? marks : marks.slice(0, beyond + 1);
  } finally {
    await file.close();
  }
}

/** The index of the first mark beyond an offset, by halving. */
async function firstAfter(file: FileHandle, count: number, offset: number): Promise<number> {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const [mark] = await readMarks(file, middle, 1);
    if (mark === undefined || mark.before > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

export async function readMarks(
  file: FileHandle,
  index: number,
  count: number,
): Promise<readonly OutputTime[]> {
  const bytes = new Uint8Array(count * markBytes);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, index * markBytes);
  return decodeMarks(bytes.subarray(0, bytesRead));
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
