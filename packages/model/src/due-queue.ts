import type { EpochMs } from "./brand.ts";

export interface Due<T> {
  readonly at: EpochMs;
  readonly item: T;
}

/**
 * Instants with what is due at them, earliest first: a binary heap. Entries are never taken back; the owner checks
 * whether what comes out is still wanted.
 */
export class DueQueue<T> {
  readonly #heap: Due<T>[] = [];
  readonly #isBefore: ((a: T, b: T) => boolean) | undefined;

  /** @param isBefore decides where instants are equal; without it their order is any */
  constructor(isBefore?: (a: T, b: T) => boolean) {
    this.#isBefore = isBefore;
  }

  get size(): number {
    return this.#heap.length;
  }

  get earliest(): Due<T> | undefined {
    return this.#heap[0];
  }

  add(at: EpochMs, item: T): void {
    const heap = this.#heap;
    const due = { at, item };
    let hole = heap.length;
    heap.push(due);
    while (hole > 0) {
      const parentIndex = (hole - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || !this.#precedes(due, parent)) break;
      heap[hole] = parent;
      hole = parentIndex;
    }
    heap[hole] = due;
  }

  /** Takes out the earliest one, if it is due by `now`. */
  takeDue(now: EpochMs): Due<T> | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  /** Puts `due` in the place of the root and lets it sink to where it belongs. */
  #sink(due: Due<T>): void {
    const heap = this.#heap;
    let hole = 0;
    for (;;) {
      const left = heap[2 * hole + 1];
      const right = heap[2 * hole + 2];
      const isRight = left !== undefined && right !== undefined && this.#precedes(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !this.#precedes(child, due)) break;
      heap[hole] = child;
      hole = 2 * hole + (isRight ? 2 : 1);
    }
    heap[hole] = due;
  }

  #precedes(a: Due<T>, b: Due<T>): boolean {
    return a.at < b.at || (a.at === b.at && this.#isBefore !== undefined && this.#isBefore(a.item, b.item));
  }
}
