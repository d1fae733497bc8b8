import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { evaluate } from "./evaluate.ts";

export interface Elsewhere {
  readonly outcome: unknown;
  /** Of this thread's own time. */
  readonly milliseconds: number;
  /** The longest stretch in which nobody else had a turn, in milliseconds of this thread's own time. */
  readonly longestStretch: number;
}

/** Evaluates in a thread of its own: node:test watches every promise, which makes a million of them ten times as slow. */
export function evaluateElsewhere(texts: readonly string[]): Promise<readonly Elsewhere[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: texts });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

async function evaluateAll(texts: readonly string[]): Promise<readonly Elsewhere[]> {
  const outcomes: Elsewhere[] = [];
  for (const text of texts) {
    const started = ownTime();
    let [since, longest] = [ownTime(), 0];
    const note = (): void => {
      const now = ownTime();
      [since, longest] = [now, Math.max(longest, now - since)];
    };
    const breathe = async (): Promise<void> => {
      note();
      await new Promise(setImmediate);
      since = ownTime();
    };
    const outcome: unknown = JSON.parse(JSON.stringify(await evaluate(text, { breathe })));
    note();
    const milliseconds = Math.round(ownTime() - started);
    outcomes.push({ outcome, milliseconds, longestStretch: Math.round(longest) });
  }
  return outcomes;
}

/** The machine may be busy with other things: they are not this thread's. */
function ownTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

if (!isMainThread && Array.isArray(workerData)) {
  parentPort?.postMessage(await evaluateAll(workerData as readonly string[]));
}
