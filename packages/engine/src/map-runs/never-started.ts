import { StatesFault } from "@landbridge/asl";
import { isObjectError } from "@landbridge/objects";
import type { Unit } from "./units.ts";

/** What a run that failed would have gone on with: counted while it is written down, as far as it can be read. */
export class NeverStarted {
  readonly units: AsyncGenerator<Unit> | undefined;
  #executions = 0;
  #items = 0;

  constructor(units: AsyncGenerator<Unit> | undefined) {
    this.units = units && this.#counted(units);
  }

  get counts(): { readonly executions: number; readonly items: number } {
    return { executions: this.#executions, items: this.#items };
  }

  /** Where nothing was written, or not all of it. */
  async countRest(): Promise<void> {
    if (this.units !== undefined) for await (const _ of this.units);
  }

  async *#counted(units: AsyncGenerator<Unit>): AsyncGenerator<Unit> {
    try {
      for await (const unit of units) {
        this.#executions += 1;
        this.#items += unit.items;
        yield unit;
      }
    } catch (error) {
      // Often what the run failed of. What comes after it is not known.
      if (!(error instanceof StatesFault) && !isObjectError(error)) throw error;
    }
  }
}
