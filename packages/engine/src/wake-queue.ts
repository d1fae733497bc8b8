import type { EpochMs } from "@landbridge/model";

interface Wake<T> {
  readonly at: EpochMs;
  readonly item: T;
}

/** Instants with what is due at them, earliest first: a binary heap. Entries are never taken back; the owner checks. */
export class WakeQueue<T> {
  readonly #heap: Wake<T>[] = [];

  get size(): number {
    return this.#heap.length;
  }

  get earliest(): EpochMs | undefined {
    return this.#heap[0]?.at;
  }

  add(at: EpochMs, item: T): void {
    const heap = this.#heap;
    const wake = { at, item };
    let hole = heap.length;
    heap.push(wake);
    while (hole > 0) {
      const parentIndex = (hole - 1) >> 1;
      const parent = heap[parentIndex];
      if (parent === undefined || parent.at <= at) break;
      heap[hole] = parent;
      hole = parentIndex;
    }
    heap[hole] = wake;
  }

  /** Takes out the earliest one that is due by `now`. */
  takeDue(now: EpochMs): T | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.at > now) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && last !== first) this.#sink(last);
    return first.item;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  /** Puts `wake` in the place of the root and lets it sink to where it belongs. */
  #sink(wake: Wake<T>): void {
    const heap = this.#heap;
    let hole = 0;
    for (;;) {
      const left = heap[2 * hole + 1];
      const right = heap[2 * hole + 2];
      const isRight = left !== undefined && right !== undefined && right.at < left.at;
      const child = isRight ? right : left;
      if (child === undefined || child.at >= wake.at) break;
      heap[hole] = child;
      hole = 2 * hole + (isRight ? 2 : 1);
    }
    heap[hole] = wake;
  }
}
