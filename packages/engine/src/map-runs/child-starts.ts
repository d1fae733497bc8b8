import { LandbridgeError, pause } from "@landbridge/model";
import { isEngineError } from "../errors.ts";
import { Refusal } from "../memory/refusal.ts";
import { childId, childParts } from "./child.ts";
import { mapRunLimits } from "./limits.ts";
import { type MapRunParts, payloadBytesMax } from "./map-run-parts.ts";
import type { StoredMapRun } from "./record.ts";
import { type Unit, unitsOf } from "./units.ts";

/** The next children to start. */
export interface Batch {
  readonly units: readonly Unit[];
  /** There are no more after them. */
  readonly isExhausted: boolean;
}

/** Reads what a map run's children are made of, and starts them, each once (M1). */
export class ChildStarts {
  readonly #parts: MapRunParts;
  #units: AsyncGenerator<Unit> | undefined;
  /** Children below this index may be started already. */
  #doubtfulBelow: number;
  #isClosed = false;

  constructor(parts: MapRunParts, run: StoredMapRun) {
    this.#parts = parts;
    this.#doubtfulBelow = parts.isRecovered ? doubtAfter(run) : 0;
  }

  /** At most `wanted` of them. Throws what an item or its source is at fault for. */
  async read(run: StoredMapRun, wanted: number): Promise<Batch> {
    const { plan, state, objects } = this.#parts;
    const bytesMax = payloadBytesMax(this.#parts);
    this.#units ??= unitsOf(run, plan, state, { objects, bytesMax }, run.progress);
    const units: Unit[] = [];
    while (units.length < wanted && !this.#isClosed) {
      const next = await this.#units.next();
      if (next.done === true) return { units, isExhausted: true };
      units.push(next.value);
    }
    return { units, isExhausted: false };
  }

  /** Resolves when all of them are there. */
  async start(run: StoredMapRun, units: readonly Unit[]): Promise<void> {
    try {
      await Promise.all(units.map((unit) => this.#startOne(run, unit)));
    } catch (error) {
      await this.#beginAgain(run);
      throw error;
    }
  }

  /** Nothing more is read; a file that nobody closes would be a fault of the process. */
  async stopReading(): Promise<void> {
    await this.#units?.return(undefined);
  }

  /** This memory is not used any more. A generator that is at work closes what it reads from when it comes back. */
  kill(): void {
    this.#isClosed = true;
    this.#units?.return(undefined).catch(() => {});
  }

  /** Some of a batch may be started: from the checkpoint on all of it is read again, and looked up first (M1). */
  async #beginAgain(run: StoredMapRun): Promise<void> {
    await this.#units?.return(undefined);
    this.#units = undefined;
    this.#doubtfulBelow = doubtAfter(run);
  }

  /** Resolves when the child is there, by this start or an earlier one. */
  async #startOne(run: StoredMapRun, unit: Unit): Promise<void> {
    const { store, clock } = this.#parts.options;
    const isDoubtful = unit.index < this.#doubtfulBelow;
    if (isDoubtful && (await store.get("executions", childId(run, unit.index))) !== undefined) return;
    while (!this.#isClosed) {
      try {
        return await this.#admit(run, unit);
      } catch (error) {
        if (error instanceof Refusal)
          throw new LandbridgeError("MapRunBroken", error.message, { cause: error });
        if (!isEngineError(error, "ThrottlingException")) throw error;
        await pause(clock, mapRunLimits.pauseMs);
      }
    }
  }

  async #admit(run: StoredMapRun, unit: Unit): Promise<void> {
    const { options, partition, machine, revision, state } = this.#parts;
    const kind = state.distributed?.executionType ?? "STANDARD";
    const now = options.clock.now();
    const resident = partition.admit(childParts(run, options.home, kind, revision, machine, unit, now));
    await resident.ask({ kind: "Start" });
  }
}

/** As many as may be started between two checkpoints. */
function doubtAfter({ progress }: StoredMapRun): number {
  return progress.next + mapRunLimits.startsAtOnceMax;
}
