import type { Database } from "../link/database.ts";
import type { Link } from "../link/link.ts";
import { Slot } from "../link/slot.ts";
import type { Reads } from "../reads.ts";
import { hintSql } from "./shared-sql.ts";

/** What waits to be sent beyond this is lost, as a hint may be (N5). */
const waitingHintsMax = 10_000;

/** A connection that only listens would not notice that nobody is there any more. */
const pingMs = 5_000;

/** PostgreSQL's notifications: sent in a transaction of their own, heard over a connection of their own. */
export class Hints {
  readonly #reads: Reads;
  readonly #channel: string;
  readonly #slot: Slot;
  readonly #listeners = new Set<(hint: string | null) => void>();
  readonly #ping: NodeJS.Timeout;
  #waiting = new Set<string>();
  #isScheduled = false;

  constructor(database: Database, link: Link, reads: Reads) {
    this.#reads = reads;
    this.#channel = `landbridge_${database.target.schema}`;
    this.#slot = new Slot(database, link, () => this.#hear());
    this.#ping = setInterval(() => void this.#slot.link?.query("SELECT 1").catch(() => {}), pingMs);
    this.#ping.unref();
    this.#hear();
  }

  /** Those of one turn of the event loop go together, each once. */
  send(hints: readonly string[]): void {
    for (const hint of hints) if (this.#waiting.size < waitingHintsMax) this.#waiting.add(hint);
    if (this.#isScheduled || this.#waiting.size === 0) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      const sent = [...this.#waiting];
      this.#waiting = new Set();
      this.#reads.query(hintSql, [this.#channel, sent], "hint").catch(() => {});
    });
  }

  listen(listener: (hint: string | null) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): Promise<void> {
    clearInterval(this.#ping);
    this.#listeners.clear();
    return this.#slot.close();
  }

  /** What was sent while nobody listened is lost: that is told once listening has begun. */
  #hear(): void {
    const { link } = this.#slot;
    if (link === undefined) return;
    link.onNotification((_, hint) => this.#tell(hint));
    link.query(`LISTEN "${this.#channel}"`).then(
      () => this.#tell(null),
      () => {},
    );
  }

  #tell(hint: string | null): void {
    for (const listener of [...this.#listeners]) listener(hint);
  }
}
