import type { Database } from "./database.ts";
import type { Link } from "./link.ts";

// A place for one connection, filled again whenever it is empty.

const reconnectPauseMs = { first: 50, most: 2_000 } as const;

export class Slot {
  readonly #database: Database;
  readonly #changed: () => void;
  #link: Link | undefined;
  #isClosed = false;
  #wake: () => void = () => {};
  readonly #kept: Promise<void>;

  /** @param changed is called when a connection was lost, and when there is one again */
  constructor(database: Database, first: Link, changed: () => void) {
    this.#database = database;
    this.#changed = changed;
    this.#link = first;
    this.#kept = this.#keep(first);
  }

  /** Undefined: there is none at the moment. */
  get link(): Link | undefined {
    return this.#link?.isLost === false ? this.#link : undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#wake();
    await this.#link?.close();
    await this.#kept;
  }

  async #keep(first: Link): Promise<void> {
    await first.lost;
    this.#link = undefined;
    if (!this.#isClosed) this.#changed();
    let pauseMs: number = reconnectPauseMs.first;
    while (!this.#isClosed) {
      const link = await this.#database.connect().catch(() => undefined);
      if (link === undefined) {
        await this.#pause(pauseMs);
        pauseMs = Math.min(pauseMs * 2, reconnectPauseMs.most);
        continue;
      }
      pauseMs = reconnectPauseMs.first;
      this.#link = link;
      if (this.#isClosed) await link.close();
      else this.#changed();
      await link.lost;
      this.#link = undefined;
      if (!this.#isClosed) this.#changed();
    }
  }

  /** Between half of it and all of it: nodes that lost the database together do not all come back at once. */
  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms * (0.5 + Math.random() / 2));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
