import { isDeepStrictEqual } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Around, evaluate } from "./evaluate.ts";

/** What can be handed to a thread. */
type Given = Pick<Around, "input" | "variables" | "workMax">;

export interface Elsewhere {
  readonly outcome: unknown;
  /** The value is what its JSON says. */
  readonly isJson: boolean;
  /** Of this thread's own time. */
  readonly milliseconds: number;
  /** The longest stretch in which nobody else had a turn, in milliseconds of this thread's own time. */
  readonly longestStretch: number;
}

/**
 * Evaluates in a thread of its own: node:test watches every promise, and forgets them with the turns of the event loop
 * alone. That makes a million of them ten times as slow, and some millions fill the memory.
 */
export function evaluateElsewhere(
  texts: readonly string[],
  given: Given = {},
): Promise<readonly Elsewhere[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { texts, given } satisfies Work });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

interface Work {
  readonly texts: readonly string[];
  readonly given: Given;
}

async function evaluateAll({ texts, given }: Work): Promise<readonly Elsewhere[]> {
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
    const evaluated = await evaluate(text, { ...given, breathe });
    const outcome: unknown = JSON.parse(JSON.stringify(evaluated));
    note();
    const milliseconds = Math.round(ownTime() - started);
    const isJson = evaluated.kind !== "value" || isDeepStrictEqual(Object(outcome).value, evaluated.value);
    outcomes.push({ outcome, isJson, milliseconds, longestStretch: Math.round(longest) });
  }
  return outcomes;
}

/** The machine may be busy with other things: they are not this thread's. */
function ownTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

if (!isMainThread) parentPort?.postMessage(await evaluateAll(workerData as Work));
