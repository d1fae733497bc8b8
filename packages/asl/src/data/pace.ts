import type { Breathe } from "./scope.ts";

/** Units of work, of about a microsecond each, until others are let go first. Some 25 milliseconds, on a slow day 100. */
const WORK_BETWEEN_BREATHS = 25_000;

/** Work that nothing can interrupt: one function, or all of a state's paths and intrinsic calls together. */
export const WORK_AT_ONCE_MAX = 150_000;

/**
 * What a turn's expressions have cost, whatever they are written in, and when the turn stops to let others go
 * first. One for all of a turn: many cheap expressions take as long as an expensive one.
 */
export class Pace {
  readonly #breathe: Breathe | undefined;
  #breath: Promise<void> | undefined;
  #spent = 0;
  /** What was spent at the last breath. */
  #breathedAt = 0;
  /** Since a breath could last be drawn. */
  #atOnce = 0;

  /** @param breathe absent: nobody waits */
  constructor(breathe: Breathe | undefined) {
    this.#breathe = breathe;
  }

  /** In units, since the beginning. */
  get spent(): number {
    return this.#spent;
  }

  spend(units: number): void {
    this.#spent += units;
  }

  /** For what promises nothing, so that nobody can go first. False: that was too much, and it must not go on. */
  spendAtOnce(units: number): boolean {
    this.#spent += units;
    this.#atOnce += units;
    return this.#atOnce <= WORK_AT_ONCE_MAX;
  }

  /**
   * What to wait for before going on, after much work: all that runs side by side waits for the same.
   * @param units that count here alone, since whoever called has paid for them before
   */
  breath(units = 0): Promise<void> | undefined {
    this.#atOnce = 0;
    this.#breathedAt -= units;
    if (this.#breath !== undefined) return this.#breath;
    if (this.#breathe === undefined || this.#spent - this.#breathedAt < WORK_BETWEEN_BREATHS)
      return undefined;
    this.#breathedAt = this.#spent;
    this.#breath = this.#breathe().then(() => {
      this.#breath = undefined;
    });
    return this.#breath;
  }
}
