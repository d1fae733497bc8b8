import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { ExecutionStatus, Failure, Json } from "@landbridge/model";
import type { ExecutionLimits } from "../src/index.ts";
import { Player } from "./player.ts";

export interface Game {
  readonly definition: Json;
  readonly input?: Json;
  readonly limits?: Partial<ExecutionLimits>;
}

export interface Played {
  readonly status: ExecutionStatus;
  readonly failure: Failure | undefined;
  readonly turns: number;
  readonly breaths: number;
}

/** Plays an execution without tasks to its end, in a thread of its own: as node:test watches every promise, see evaluate-elsewhere.ts. */
export function playElsewhere(game: Game): Promise<Played> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: game });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

async function play({ definition, input, limits }: Game): Promise<Played> {
  const player = new Player(definition, input, limits);
  await player.start();
  while (!player.isOver) await player.wake();
  const { turns, breaths } = player;
  const { status, failure } = player.state;
  return { status, failure, turns, breaths };
}

if (!isMainThread) parentPort?.postMessage(await play(workerData as Game));
