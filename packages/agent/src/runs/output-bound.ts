import { execFile } from "node:child_process";
import { stat, truncate } from "node:fs/promises";
import { promisify } from "node:util";
import { isJsonObject, type Json, type OutputStream, parseJson } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { readIfThere, writeDurably } from "./durable-file.ts";

// Keeps what a stream occupies on disk under its bound, while its process goes on appending.
//
// B1. Offsets count from the first byte ever written, whatever was given up since.
// B2. With fallocate(1) the oldest part becomes a hole: the file keeps its length and no byte is lost that
//     was not meant to be. Without it the file is cut to nothing, and `cutBefore` is the offset of its new
//     beginning; bytes written during the cut are lost uncounted.
// B3. A hole is recorded before it is made, so zeros that nobody wrote are never shown.

/** What was given up of one stream. */
export interface Dropped {
  readonly droppedBefore: number;
  /** Where the file begins; 0 unless it was cut. */
  readonly cutBefore: number;
}

export type DroppedByStream = Readonly<Record<OutputStream, Dropped>>;

const nothing: Dropped = { droppedBefore: 0, cutBefore: 0 };

export async function readDropped(paths: AttemptPaths): Promise<DroppedByStream> {
  const record = parseJson((await readIfThere(paths.dropped)) ?? "{}");
  return { stdout: parseDropped(record, "stdout"), stderr: parseDropped(record, "stderr") };
}

function parseDropped(record: Json | undefined, stream: OutputStream): Dropped {
  const entry = isJsonObject(record) ? record[stream] : undefined;
  if (!isJsonObject(entry)) return nothing;
  const { droppedBefore, cutBefore } = entry;
  if (typeof droppedBefore !== "number" || typeof cutBefore !== "number") return nothing;
  return { droppedBefore, cutBefore };
}

/** A file system gives up whole blocks; 64 KiB is a multiple of the block of all that matter. */
const BLOCK_BYTES = 65_536;

/**
 * Gives up the oldest output of each stream that is over its bound, down to three quarters of it. Returns
 * how long the longer file is, for whoever wants to know how fast they grow.
 */
export async function boundOutput(paths: AttemptPaths, bytesMax: number): Promise<number> {
  let lengthBytes = 0;
  for (const stream of ["stdout", "stderr"] as const) {
    const { size } = await stat(paths[stream]);
    lengthBytes = Math.max(lengthBytes, size);
    if (size <= bytesMax) continue;
    const dropped = await readDropped(paths);
    const end = dropped[stream].cutBefore + size;
    if (end - dropped[stream].droppedBefore > bytesMax)
      await giveUp(paths, stream, dropped, { end, bytesMax });
  }
  return lengthBytes;
}

interface Extent {
  /** The offset after the newest byte. */
  readonly end: number;
  readonly bytesMax: number;
}

async function giveUp(
  paths: AttemptPaths,
  stream: OutputStream,
  dropped: DroppedByStream,
  { end, bytesMax }: Extent,
): Promise<void> {
  const { cutBefore } = dropped[stream];
  const target = end - Math.floor(bytesMax * 0.75);
  const droppedBefore = cutBefore + Math.ceil((target - cutBefore) / BLOCK_BYTES) * BLOCK_BYTES;
  // Bounds smaller than a block leave what fits: never more is given up than there is.
  const before = Math.min(
    droppedBefore,
    cutBefore + Math.floor((end - cutBefore) / BLOCK_BYTES) * BLOCK_BYTES,
  );
  if (before <= dropped[stream].droppedBefore) return;
  await record(paths, { ...dropped, [stream]: { droppedBefore: before, cutBefore } });
  if (await punchHole(paths[stream], before - cutBefore)) return;
  await truncate(paths[stream], 0);
  await record(paths, { ...dropped, [stream]: { droppedBefore: end, cutBefore: end } });
}

function record(paths: AttemptPaths, dropped: DroppedByStream): Promise<void> {
  return writeDurably(paths.dropped, JSON.stringify(dropped));
}

const run = promisify(execFile);

/** False: this host or file system cannot. */
async function punchHole(path: string, lengthBytes: number): Promise<boolean> {
  try {
    await run("fallocate", ["--punch-hole", "--offset", "0", "--length", String(lengthBytes), path], {
      timeout: 30_000,
    });
    return true;
  } catch {
    return false;
  }
}
