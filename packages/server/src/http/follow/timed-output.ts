import type { EpochMs, OutputChunk } from "@landbridge/model";
import { completeLength } from "./utf8-boundary.ts";

/** Some of a chunk's bytes, and when they were written; undefined: that is not known. */
export interface TimedPiece {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly at: EpochMs | undefined;
}

type Timed = Pick<OutputChunk, "offset" | "bytes" | "times">;

/** What was written at one time is one piece; a character that was written in two parts stays whole, in the later. */
export function* piecesByTime({ offset, bytes, times }: Timed): Generator<TimedPiece> {
  let begin = 0;
  for (const { before, at } of times ?? []) {
    const part = bytes.subarray(begin, before - offset);
    const isLast = begin + part.length === bytes.length;
    const length = isLast ? part.length : completeLength(part);
    if (length > 0) yield { offset: offset + begin, bytes: part.subarray(0, length), at };
    begin += length;
  }
  if (begin < bytes.length) yield { offset: offset + begin, bytes: bytes.subarray(begin), at: undefined };
}

/** Lines, each with the time of its first byte, and as it is: the last may lack its end, the first its beginning. */
export function* piecesByLine({ offset, bytes, times = [] }: Timed): Generator<TimedPiece> {
  let mark = 0;
  for (let begin = 0; begin < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, begin);
    const end = newline < 0 ? bytes.length : newline + 1;
    while (mark < times.length && (times[mark]?.before ?? 0) <= offset + begin) mark += 1;
    yield { offset: offset + begin, bytes: bytes.subarray(begin, end), at: times[mark]?.at };
    begin = end;
  }
}
