import type { Database } from "./link/database.ts";
import { type Link, type Row, unavailable } from "./link/link.ts";
import { Slot } from "./link/slot.ts";

/** A few connections for reads, each taking what comes in turn; a list never stands in a commit's way. */
export class Reads {
  readonly #database: Database;
  readonly #slots: readonly Slot[];
  #next = 0;

  constructor(database: Database, links: readonly Link[]) {
    this.#database = database;
    this.#slots = links.map((link) => new Slot(database, link, () => {}));
  }

  /** @throws STORE_UNAVAILABLE when none is left */
  link(): Link {
    for (let tries = 0; tries < this.#slots.length; tries += 1) {
      this.#next = (this.#next + 1) % this.#slots.length;
      const link = this.#slots[this.#next]?.link;
      if (link !== undefined) return link;
    }
    throw unavailable(this.#database.target);
  }

  async query(text: string, values: readonly unknown[], name?: string): Promise<readonly Row[]> {
    return this.link().query(text, values, name);
  }

  async close(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.close()));
  }
}
