import { engineError } from "../errors.ts";

/** Whether a partition takes work: until it is stopped, or fenced for good, and while its memory is whole. */
export class Readiness {
  #isStopped = false;
  #isFenced = false;
  #isRecovering = false;
  #fence: (reason: unknown) => void = () => {};
  /** Resolves when another node has taken it over, or the store closed itself. */
  readonly fenced = new Promise<unknown>((resolve) => {
    this.#fence = resolve;
  });

  /** It takes no more work, ever. */
  get isOver(): boolean {
    return this.#isStopped || this.#isFenced;
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Its memory is being read again. */
  get isRecovering(): boolean {
    return this.#isRecovering;
  }

  get isReady(): boolean {
    return !this.isOver && !this.#isRecovering;
  }

  stop(): void {
    this.#isStopped = true;
  }

  fence(reason: unknown): void {
    this.#isFenced = true;
    this.#fence(reason);
  }

  recovering(): void {
    this.#isRecovering = true;
  }

  recovered(): void {
    this.#isRecovering = false;
  }

  /** Throws EngineStopped, EngineRecovering. */
  assertReady(): void {
    if (this.isOver) throw engineError("EngineStopped", "it takes no more work.");
    if (this.#isRecovering) {
      throw engineError("EngineRecovering", "the store failed a moment ago; try again.");
    }
  }
}
