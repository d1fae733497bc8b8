import { Worker } from "node:worker_threads";
import type { FuzzAnswer, FuzzCase } from "./worker.ts";

/** What a worker may use: past it the case is a finding, not the end of the run. */
const memoryMegabytes = 1_024;

export type Verdict = FuzzAnswer | { readonly hung: number } | { readonly died: string };

/** Runs cases one after the other in a thread of its own, which it gives up when a case harms it. */
export class WatchedRunner {
  readonly #millisecondsMax: number;
  #worker: Worker | undefined;

  /** @param millisecondsMax of one case */
  constructor(millisecondsMax: number) {
    this.#millisecondsMax = millisecondsMax;
  }

  async run(one: FuzzCase): Promise<Verdict> {
    this.#worker ??= new Worker(new URL("worker.ts", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    });
    const worker = this.#worker;
    const { promise, resolve } = Promise.withResolvers<Verdict>();
    const timer = setTimeout(() => resolve({ hung: this.#millisecondsMax }), this.#millisecondsMax);
    // An unhandled rejection ends the thread with this event, too.
    worker.once("error", (error) => resolve({ died: String(error) }));
    worker.once("message", (answer: FuzzAnswer) => resolve(answer));
    worker.postMessage(one);
    const verdict = await promise;
    clearTimeout(timer);
    worker.removeAllListeners("message");
    worker.removeAllListeners("error");
    if ("hung" in verdict || "died" in verdict) await this.close();
    return verdict;
  }

  async close(): Promise<void> {
    await this.#worker?.terminate();
    this.#worker = undefined;
  }
}
