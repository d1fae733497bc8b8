import { stat } from "node:fs/promises";
import { type Cancel, type Clock, epochMs, type OutputStream } from "@landbridge/model";
import type { AttemptPaths } from "./attempt.ts";
import { isMissing } from "./durable-file.ts";
import { watchFolder } from "./folder-watch.ts";
import { MarkFile } from "./mark-file.ts";
import { readDropped } from "./output-bound.ts";
import { toTime } from "./output-times.ts";

// Notes when an attempt's output was written, beside it. The process writes to the files itself, and nobody
// stands in its way: here is only looked at how long they are, and when they were last changed.
//
// M1. What is looked at is length and time of change together, so one write alone has its own time, however
//     late it is looked at. Of several between two looks all get the time of the last.
// M2. While output comes, it is looked at every `MARK_MS`; in silence not at all, until the host tells of a change.
// M3. Whatever fails here costs times, never output.

/** A flood has ten marks a second. */
const MARK_MS = 100;

export interface OutputMarks {
  /** Looks by itself from now on. */
  watch(): void;
  /** Looks now. */
  look(): Promise<void>;
  /** Takes somebody else's look. */
  note(stream: OutputStream, facts: OutputFacts): Promise<void>;
  /** After a last look, as no more will come; without one, as somebody else will go on. */
  finish(): Promise<void>;
  stop(): void;
}

export interface OutputFacts {
  /** From the first byte ever written to the newest. */
  readonly end: number;
  readonly mtimeMs: number;
}

const streams = ["stdout", "stderr"] as const;

export function openOutputMarks(
  clock: Clock,
  paths: AttemptPaths,
  failed: (error: unknown) => void,
): OutputMarks {
  const files = { stdout: new MarkFile(paths.times.stdout), stderr: new MarkFile(paths.times.stderr) };
  const ends = { stdout: 0, stderr: 0 };
  let turns: Promise<unknown> = Promise.resolve();
  let isWatched = false;
  /** No more looks of its own; and then none at all. */
  let isStopped = false;
  let isOver = false;
  let timer: Cancel | undefined;
  let stopWatching: (() => void) | undefined;

  const inTurn = <T>(task: () => Promise<T>, otherwise: T): Promise<T> => {
    const turn = turns.then(async () => {
      try {
        return isOver ? otherwise : await task();
      } catch (error) {
        failed(error);
        return otherwise;
      }
    });
    turns = turn;
    return turn;
  };
  const add = async (stream: OutputStream, { end, mtimeMs }: OutputFacts): Promise<boolean> => {
    if (end <= ends[stream]) return false;
    await files[stream].add({ before: end, at: toTime(mtimeMs) });
    ends[stream] = end;
    return true;
  };
  const look = (): Promise<boolean> =>
    inTurn(async () => {
      let hasGrown = false;
      for (const stream of streams) {
        const facts = await factsOf(paths, stream);
        if (facts !== undefined && (await add(stream, facts))) hasGrown = true;
      }
      return hasGrown;
    }, false);

  const later = (): void => {
    if (!isStopped) timer = clock.setTimer(epochMs(clock.now() + MARK_MS), () => void cycle());
  };
  const endWatch = (): void => {
    stopWatching?.();
    stopWatching = undefined;
  };
  const cycle = async (): Promise<void> => {
    endWatch();
    if (await look()) return later();
    if (isStopped) return;
    // Another round may have begun to watch meanwhile.
    endWatch();
    stopWatching = watchFolder(paths.folder, (name) => {
      if (stopWatching !== undefined && isOutput(name)) void cycle();
    });
    // What came before the watch stood nobody tells of.
    if ((await look()) && stopWatching !== undefined) void cycle();
  };
  const stopLooking = (): void => {
    isStopped = true;
    timer?.();
    endWatch();
  };
  const shut = (): Promise<void> =>
    inTurn(async () => {
      isOver = true;
      for (const stream of streams) await files[stream].close();
    }, undefined);

  return {
    watch() {
      if (isWatched || isStopped) return;
      isWatched = true;
      void cycle();
    },
    look: async () => void (await look()),
    note: (stream, facts) => inTurn(async () => void (await add(stream, facts)), undefined),
    async finish() {
      stopLooking();
      await look();
      await shut();
    },
    stop() {
      stopLooking();
      void shut();
    },
  };
}

function isOutput(name: string | null): boolean {
  return name === null || name === "stdout" || name === "stderr";
}

async function factsOf(paths: AttemptPaths, stream: OutputStream): Promise<OutputFacts | undefined> {
  try {
    // In this order: what is given up in between makes the end too low for a moment, never too high.
    const { cutBefore } = (await readDropped(paths))[stream];
    const { size, mtimeMs } = await stat(paths[stream]);
    return { end: cutBefore + size, mtimeMs };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
