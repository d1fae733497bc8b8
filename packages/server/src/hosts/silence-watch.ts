import { type Cancel, type Clock, type EpochMs, epochMs, type HostName } from "@landbridge/model";

export interface SilenceWatchParts {
  readonly clock: Clock;
  readonly silenceMs: number;
  /** Nothing came from it for so long. It is watched no longer. */
  readonly silent: (host: HostName) => void;
}

/** When each host was heard last, and which of them have been silent for too long (S1). */
export class SilenceWatch {
  readonly #parts: SilenceWatchParts;
  readonly #heardAt = new Map<HostName, EpochMs>();
  readonly #timers = new Map<HostName, Cancel>();
  #isOpen = false;

  constructor(parts: SilenceWatchParts) {
    this.#parts = parts;
  }

  /** From now on silences count. */
  open(): void {
    this.#isOpen = true;
  }

  close(): void {
    this.#isOpen = false;
    for (const cancel of this.#timers.values()) cancel();
  }

  heard(host: HostName): void {
    this.#heardAt.set(host, this.#parts.clock.now());
  }

  heardAt(host: HostName): EpochMs | undefined {
    return this.#heardAt.get(host);
  }

  isWatched(host: HostName): boolean {
    return this.#timers.has(host);
  }

  /** Counts from now on. A timer each, that looks again when something came meanwhile: none is set for what is heard. */
  watch(host: HostName): void {
    const { clock, silenceMs, silent } = this.#parts;
    this.#timers.get(host)?.();
    const seenAt = this.#heardAt.get(host);
    const look = (): void => {
      this.#timers.delete(host);
      if (!this.#isOpen) return;
      if (this.#heardAt.get(host) === seenAt) silent(host);
      else this.watch(host);
    };
    this.#timers.set(host, clock.setTimer(epochMs(clock.now() + silenceMs), look));
  }

  /** It is another node's, or nobody's. False: it was not watched. */
  forget(host: HostName): boolean {
    this.#timers.get(host)?.();
    this.#heardAt.delete(host);
    return this.#timers.delete(host);
  }
}
