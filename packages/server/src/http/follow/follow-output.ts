import { apiLimits, type Problem } from "@landbridge/api";
import type { OutputStream, RunId } from "@landbridge/model";
import type { RunServices } from "../services.ts";
import { instant } from "../views.ts";
import { piecesByTime, type TimedPiece } from "./timed-output.ts";
import { completeLength } from "./utf8-boundary.ts";

// A log as server-sent events, from `offset` on, until no more will come or the reader goes.
//
// F1. Nothing is skipped and nothing is sent twice: an event begins where the one before it ended, except
//     where older output was given up, which its `offset` shows.
// F2. A character is never cut in two; bytes that are no UTF-8 become replacement characters.
// F3. One chunk is in memory at a time, and the next is read when the reader has taken it.
// F4. An event has one time, that of all its bytes, where it is known.
// F5. Silence lasts no longer than `pingMs`, so that a reader which is gone is noticed.

export interface FollowRequest {
  readonly run: RunId;
  readonly attempt: number;
  readonly stream: OutputStream;
  readonly offset: number;
  readonly signal: AbortSignal;
  readonly pingMs: number;
  readonly problemOf: (error: unknown) => Problem;
}

export async function* followOutput(runs: RunServices, request: FollowRequest): AsyncGenerator<string> {
  const bell = createBell(request.signal);
  const unwatch = await runs.watchOutput(request.run, request.attempt, bell.ring);
  try {
    // A first line at once, so that the reader knows that it is connected.
    yield ": following\n\n";
    yield* chunks(runs, request, bell);
  } catch (error) {
    // The status is long sent: the last event says what it can no longer say.
    yield `event: problem\ndata: ${JSON.stringify(request.problemOf(error))}\n\n`;
  } finally {
    bell.close();
    unwatch();
  }
}

async function* chunks(runs: RunServices, request: FollowRequest, bell: Bell): AsyncGenerator<string> {
  let { offset } = request;
  while (!request.signal.aborted) {
    bell.reset();
    const { run, attempt, stream } = request;
    const chunk = await runs.readOutput({
      run,
      attempt,
      stream,
      offset,
      bytesMax: apiLimits.logChunkBytesDefault,
      withTimes: true,
    });
    const length = chunk.isLast ? chunk.bytes.length : completeLength(chunk.bytes);
    if (length > 0) {
      offset = chunk.offset + length;
      const told = { ...chunk, bytes: chunk.bytes.subarray(0, length) };
      for (const piece of piecesByTime(told)) yield outputEvent(piece);
    }
    if (chunk.isLast) return yield endEvent(offset, chunk.mayLackAfter);
    if (length === 0 && !(await bell.wait(request.pingMs))) yield ": still here\n\n";
  }
}

function outputEvent({ offset, bytes, at }: TimedPiece): string {
  const nextOffset = offset + bytes.length;
  const time = at === undefined ? {} : { time: instant(at) };
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return `event: output\nid: ${nextOffset}\ndata: ${JSON.stringify({ offset, nextOffset, ...time, text })}\n\n`;
}

function endEvent(nextOffset: number, mayLackAfter: number | undefined): string {
  return `event: end\nid: ${nextOffset}\ndata: ${JSON.stringify({ nextOffset, mayLackAfter })}\n\n`;
}

interface Bell {
  readonly ring: () => void;
  /** Forgets rings of before. */
  readonly reset: () => void;
  /** True once it rang since `reset` or the signal was aborted; false when `ms` passed in silence. */
  readonly wait: (ms: number) => Promise<boolean>;
  readonly close: () => void;
}

function createBell(signal: AbortSignal): Bell {
  let hasRung = false;
  let wake: ((rang: boolean) => void) | undefined;
  const ring = (): void => {
    hasRung = true;
    wake?.(true);
  };
  signal.addEventListener("abort", ring);
  return {
    ring,
    reset: () => void (hasRung = false),
    close: () => signal.removeEventListener("abort", ring),
    wait: (ms) =>
      new Promise((resolve) => {
        if (hasRung || signal.aborted) return resolve(true);
        const timer = setTimeout(() => wake?.(false), ms);
        wake = (rang) => {
          clearTimeout(timer);
          wake = undefined;
          resolve(rang);
        };
      }),
  };
}
