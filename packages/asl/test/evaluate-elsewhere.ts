import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { evaluate } from "./evaluate.ts";

export interface Elsewhere {
  readonly outcome: unknown;
  readonly milliseconds: number;
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
    const started = performance.now();
    const outcome: unknown = JSON.parse(JSON.stringify(await evaluate(text)));
    outcomes.push({ outcome, milliseconds: Math.round(performance.now() - started) });
  }
  return outcomes;
}

if (!isMainThread && Array.isArray(workerData)) {
  parentPort?.postMessage(await evaluateAll(workerData as readonly string[]));
}
