import type { Answer, ExecutionEvent } from "@landbridge/asl";
import { assert, type ExecutionId, LandbridgeError } from "@landbridge/model";
import { partitionOf } from "@landbridge/store";
import { engineError, isEngineError } from "../errors.ts";
import type { MapRuns } from "../map-runs/map-runs.ts";
import type { EngineOptions } from "../options.ts";
import type { ActivityQueue } from "../tasks/activities.ts";
import type { Partition } from "./partition.ts";

// The partitions that are held here, each with a memory of its own, and the way to those that are not.
//
// E1. A home is of one lease: after another epoch a new one is made, and nothing of the old one is used.
// E2. What is asked of an execution goes to its home; where that is elsewhere, through `forward`.

/** A partition that is held, and what is built on its memory. */
export interface Home {
  readonly partition: Partition;
  readonly mapRuns: MapRuns;
  readonly epoch: () => number;
}

/** Asks whoever holds the execution's partition; resolves with what that one's `ask` gave. */
export type Forward = (
  partition: number,
  execution: ExecutionId,
  event: ExecutionEvent,
) => Promise<Answer | undefined>;

export class Homes {
  readonly #options: EngineOptions;
  readonly #make: (partition: number, epoch: () => number) => Home;
  readonly #homes = new Map<number, Home>();
  #next = 0;
  #isRunning = false;
  #isStopped = false;

  constructor(options: EngineOptions, make: (partition: number, epoch: () => number) => Home) {
    this.#options = options;
    this.#make = make;
    if (options.holdings === undefined)
      this.#homes.set(options.partition, make(options.partition, options.epoch));
  }

  get count(): number {
    return this.#options.holdings?.count ?? 1;
  }

  get all(): Iterable<Home> {
    return this.#homes.values();
  }

  of(execution: ExecutionId): Home | undefined {
    return this.#homes.get(this.#numberOf(execution));
  }

  /** One that takes new work; with a parent, the parent's. Throws EngineRecovering where there is none. */
  forStart(parent: ExecutionId | undefined): Home {
    const own = parent === undefined ? undefined : this.of(parent);
    if (own !== undefined) return own;
    const homes = [...this.#homes.values()];
    for (let tries = 0; tries < homes.length; tries += 1) {
      this.#next += 1;
      const home = homes[this.#next % homes.length];
      if (home?.partition.isReady === true) return home;
    }
    const [first] = homes;
    // It says why it takes nothing.
    first?.partition.assertReady();
    throw engineError(
      "EngineRecovering",
      "this node holds no partition yet; try again, or ask another node.",
    );
  }

  /** All that is held now. Rejects when the store does. */
  async recover(): Promise<void> {
    const { holdings } = this.#options;
    if (holdings === undefined) {
      for (const { partition } of this.#homes.values()) await partition.recover();
      return;
    }
    for (let number = 0; number < holdings.count; number += 1) await this.take(number);
  }

  /** It is held here from now on: reads what is open, again and again if the store fails. */
  async take(number: number): Promise<void> {
    const epoch = this.#options.holdings?.epochOf(number);
    if (epoch === undefined || this.#isStopped || this.#homes.get(number)?.epoch() === epoch) return;
    this.leave(number);
    const home = this.#make(number, () => epoch);
    this.#homes.set(number, home);
    try {
      await home.partition.recover();
    } catch (error) {
      home.partition.lost(error);
    }
    if (this.#isRunning) home.partition.run();
  }

  leave(number: number): void {
    const home = this.#homes.get(number);
    this.#homes.delete(number);
    home?.partition.stop();
  }

  run(): void {
    this.#isRunning = true;
    for (const { partition } of this.#homes.values()) partition.run();
  }

  stop(): void {
    this.#isStopped = true;
    for (const { partition } of this.#homes.values()) partition.stop();
  }

  async tick(): Promise<void> {
    for (const { partition } of [...this.#homes.values()]) await partition.tick();
  }

  /** As a partition's `ask`, wherever it is. */
  async ask(execution: ExecutionId, event: ExecutionEvent): Promise<Answer | undefined> {
    const home = this.of(execution);
    if (home === undefined) return this.#forward(execution, event);
    try {
      return await home.partition.ask(execution, event);
    } catch (error) {
      if (!this.#isLeft(home, execution, error)) throw error;
      return this.ask(execution, event);
    }
  }

  /** As `ask`, for whoever needs no answer: what is lost is delivered again. */
  tell(execution: ExecutionId, event: ExecutionEvent): void {
    const home = this.of(execution);
    if (home !== undefined) return home.partition.tell(execution, event);
    this.#forward(execution, event).catch((error: unknown) => {
      this.#options.log?.warn("the holder of an execution could not be told; its task is delivered again", {
        execution,
        error,
      });
    });
  }

  /** Nothing of what was asked was taken in, because its partition was given up or taken over meanwhile. */
  #isLeft(home: Home, execution: ExecutionId, error: unknown): boolean {
    if (this.#isStopped || this.#options.holdings === undefined || this.of(execution) === home) return false;
    return isEngineError(error, "EngineStopped") || isFenced(error);
  }

  #forward(execution: ExecutionId, event: ExecutionEvent): Promise<Answer | undefined> {
    const { forward } = this.#options;
    if (forward === undefined || this.#isStopped) {
      return Promise.reject(engineError("EngineStopped", "its partition is not held here."));
    }
    return forward(this.#numberOf(execution), execution, event);
  }

  #numberOf(execution: ExecutionId): number {
    const { holdings, partition } = this.#options;
    return holdings === undefined ? partition : partitionOf(execution, holdings.count);
  }
}

/** Tasks of a partition that was left are another's to hand out. */
export function withdrawLeft(queue: ActivityQueue, number: number, count: number): void {
  assert(count > 1, "a sole partition is never left");
  queue.withdrawAll(({ execution }) => partitionOf(execution, count) === number);
}

export function isFenced(error: unknown): boolean {
  return error instanceof LandbridgeError && error.code === "FENCED";
}
