import type { Frame } from "./contract.ts";

/** A turn's own copy of a frame. */
export type OwnFrame = { -readonly [Member in keyof Frame]: Frame[Member] };

/**
 * The frames that a turn has touched, by id, in the order in which it did; null once dropped. Most turns touch
 * one, which needs no map.
 */
export class TouchedFrames {
  #firstId = 0;
  #first: OwnFrame | null = null;
  #rest: Map<number, OwnFrame | null> | undefined;

  get(id: number): OwnFrame | null | undefined {
    return id === this.#firstId ? this.#first : this.#rest?.get(id);
  }

  has(id: number): boolean {
    return id === this.#firstId || this.#rest?.has(id) === true;
  }

  set(id: number, frame: OwnFrame | null): void {
    if (this.#firstId === 0) this.#firstId = id;
    if (this.#firstId === id) {
      this.#first = frame;
      return;
    }
    this.#rest ??= new Map();
    this.#rest.set(id, frame);
  }

  forEach(visit: (frame: OwnFrame | null, id: number) => void): void {
    if (this.#firstId === 0) return;
    visit(this.#first, this.#firstId);
    this.#rest?.forEach(visit);
  }
}
