import { type FileHandle, open } from "node:fs/promises";
import { type OutputChunk, type OutputStream, type OutputTime, outputTimesMax } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { isMissing } from "./durable-file.ts";
import { readMask } from "./mask-file.ts";
import { readDropped } from "./output-bound.ts";
import { readLack } from "./output-lack.ts";
import type { OutputMarks } from "./output-marks.ts";
import { readTimes } from "./output-times.ts";

/** At most this much is read at a time. */
const outputChunkBytesMax = 1_048_576;

export interface OutputRequest {
  readonly stream: OutputStream;
  readonly offset: number;
  readonly bytesMax: number;
  readonly withTimes?: boolean;
}

/** What is known of the attempt besides its folder. */
export interface OutputKeeper {
  /** Asked before the file is looked at: what was over then cannot have grown since. */
  readonly isOver: () => Promise<boolean>;
  /** Undefined: it is over, or nobody looks after it. */
  readonly marks: Pick<OutputMarks, "note"> | undefined;
}

export async function readOutput(
  paths: AttemptPaths,
  request: OutputRequest,
  keeper: OutputKeeper,
): Promise<OutputChunk> {
  const wasOver = await keeper.isOver();
  const file = await openIfThere(paths[request.stream]);
  try {
    const found = await readChunk(paths, request, wasOver, file, keeper);
    const mayLackAfter = await readLack(paths, request.stream);
    const chunk = mayLackAfter === undefined ? found : { ...found, mayLackAfter };
    return request.withTimes === true ? await withTimes(paths, request.stream, chunk) : chunk;
  } finally {
    await file?.close();
  }
}

async function readChunk(
  paths: AttemptPaths,
  request: OutputRequest,
  wasOver: boolean,
  file: FileHandle | undefined,
  { marks }: OutputKeeper,
): Promise<OutputChunk> {
  const { stream, offset, bytesMax } = request;
  const { droppedBefore, cutBefore } = (await readDropped(paths))[stream];
  const mask = await readMask(paths);
  const facts = await file?.stat();
  const end = cutBefore + (facts?.size ?? 0);
  // What is shown now has the same time whenever it is shown again.
  if (request.withTimes === true && facts !== undefined)
    await marks?.note(stream, { end, mtimeMs: facts.mtimeMs });
  const from = Math.min(Math.max(wholeNumber(offset), droppedBefore), Math.max(end, droppedBefore));
  const wanted = Math.min(wholeNumber(bytesMax), outputChunkBytesMax, Math.max(0, end - from));
  // A secret may lie across either end of what is asked for.
  const before = Math.min(
    Math.max(0, mask.bytesMax - 1),
    from - Math.min(from, Math.max(droppedBefore, cutBefore)),
  );
  const after = Math.max(0, Math.min(mask.bytesMax - 1, end - from - wanted));
  const around = new Uint8Array(before + wanted + after);
  const position = from - before - cutBefore;
  const bytesRead = file === undefined ? 0 : (await file.read(around, 0, around.length, position)).bytesRead;
  const found = around.subarray(0, bytesRead);
  mask.hide(found);
  // What may be the beginning of a secret waits for its rest.
  const isAtEnd = position + bytesRead + cutBefore >= end;
  const held = isAtEnd && !wasOver ? mask.openEnd(found) : 0;
  const bytes = found.subarray(before, Math.max(before, Math.min(before + wanted, bytesRead - held)));
  const isLast = wasOver && from + bytes.length >= end;
  return withoutHole(
    { offset: from, bytes, droppedBefore, isLast },
    (await readDropped(paths))[stream].droppedBefore,
  );
}

/** Output may be given up while it is read: what then reads as zeros is left out. */
function withoutHole(chunk: OutputChunk, droppedBefore: number): OutputChunk {
  if (droppedBefore <= chunk.offset) return { ...chunk, droppedBefore };
  const lost = Math.min(droppedBefore - chunk.offset, chunk.bytes.length);
  return { ...chunk, droppedBefore, offset: chunk.offset + lost, bytes: chunk.bytes.subarray(lost) };
}

/** Ends where it would have too many times. */
async function withTimes(
  paths: AttemptPaths,
  stream: OutputStream,
  chunk: OutputChunk,
): Promise<OutputChunk> {
  const end = chunk.offset + chunk.bytes.length;
  const times: readonly OutputTime[] = await readTimes(paths.times[stream], chunk.offset, end);
  const last = times.at(-1);
  if (times.length < outputTimesMax || last === undefined || last.before >= end) return { ...chunk, times };
  return { ...chunk, times, bytes: chunk.bytes.subarray(0, last.before - chunk.offset), isLast: false };
}

function wholeNumber(value: number): number {
  return Number.isFinite(value) && value > 0 ? Math.floor(value) : 0;
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
