import { isMainThread, parentPort } from "node:worker_threads";
import { Chance } from "./chance.ts";
import { playCase } from "./play-case.ts";

/** One case, and what became of it. */
export interface FuzzCase {
  readonly definition: string;
  readonly seed: number;
}
export type FuzzAnswer = { readonly outcome: string } | { readonly thrown: string };

if (!isMainThread) {
  parentPort?.on("message", ({ definition, seed }: FuzzCase) => {
    playCase(definition, new Chance(seed)).then(
      (outcome) => parentPort?.postMessage({ outcome } satisfies FuzzAnswer),
      (error: unknown) =>
        parentPort?.postMessage({
          thrown: error instanceof Error ? String(error.stack) : String(error),
        } satisfies FuzzAnswer),
    );
  });
}
