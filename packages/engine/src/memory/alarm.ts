import { type Cancel, type Clock, epochMs } from "@landbridge/model";

/** One timer, for the earliest of the instants for which it was set since it rang last. */
export class Alarm {
  readonly #clock: Clock;
  readonly #ring: () => void;
  #cancel: Cancel | undefined;
  #due = Number.POSITIVE_INFINITY;

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock;
    this.#ring = ring;
  }

  /** @param due infinity: never */
  set(due: number): void {
    if (due >= this.#due) return;
    this.#cancel?.();
    this.#due = due;
    this.#cancel = this.#clock.setTimer(epochMs(due), () => {
      this.#due = Number.POSITIVE_INFINITY;
      this.#ring();
    });
  }

  stop(): void {
    this.#cancel?.();
    this.#due = Number.POSITIVE_INFINITY;
  }
}
