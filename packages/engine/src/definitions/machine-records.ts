import type { EpochMs } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import type { MachineRecord } from "../rows/machine-row.ts";
import { findMachine } from "./machines.ts";

/**
 * A start may use a state machine as it was up to this long ago. Source: UpdateStateMachine, which promises
 * no more: executions started right after it may run the definition of before.
 */
const freshMs = 1_000;
const recordsMax = 1_000;

/** State machines as starts need them: read once in a while, and not for each start. */
export class MachineRecords {
  readonly #store: Store;
  readonly #known = new Map<string, { readonly record: MachineRecord; readonly readAt: EpochMs }>();
  #changedAt = Number.NEGATIVE_INFINITY;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * Throws StateMachineDoesNotExist.
   * @param told as the caller names it
   */
  async find(name: string, now: EpochMs, told = name): Promise<MachineRecord> {
    const known = this.#known.get(name);
    if (known !== undefined && Math.abs(now - known.readAt) < freshMs) return known.record;
    const record = await findMachine(this.#store, name, told);
    if (Math.abs(now - this.#changedAt) < freshMs) return record;
    if (this.#known.size >= recordsMax) this.#known.clear();
    this.#known.set(name, { record, readAt: now });
    return record;
  }

  /** Definitions are about to be changed here: what is read until that is surely done is not kept. */
  changing(now: EpochMs): void {
    this.#changedAt = now;
    this.#known.clear();
  }
}
