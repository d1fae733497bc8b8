import type { OutputChunk } from "@landbridge/model";
import { instant } from "../views.ts";
import { piecesByLine, type TimedPiece } from "./timed-output.ts";
import { completeLength } from "./utf8-boundary.ts";

/** A chunk as lines of JSON, and how many of its bytes those are: a character that is cut in two is left for the next. */
export function logLines(chunk: OutputChunk): { readonly text: string; readonly length: number } {
  const whole = chunk.isLast ? chunk.bytes.length : completeLength(chunk.bytes);
  const length = whole === 0 ? chunk.bytes.length : whole;
  let text = "";
  for (const piece of piecesByLine({ ...chunk, bytes: chunk.bytes.subarray(0, length) }))
    text += `${JSON.stringify(logLine(piece))}\n`;
  return { text, length };
}

/** What is no text is passed on as it is, in base64. */
function logLine({ offset, bytes, at }: TimedPiece): Readonly<Record<string, string | number>> {
  const time = at === undefined ? {} : { time: instant(at) };
  try {
    return { ...time, offset, text: decoder.decode(bytes) };
  } catch {
    return { ...time, offset, base64: Buffer.from(bytes).toString("base64") };
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
