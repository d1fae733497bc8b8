import { type Cancel, type Clock, epochMs } from "@landbridge/model";
import type { AuditLimits } from "./limits.ts";
import type { AuditEvent } from "./record.ts";

type Attempt = Omit<AuditEvent, "at" | "principal">;

export interface Strangers {
  note(attempt: Attempt): void;
  /** Writes what is counted. */
  close(): void;
}

/**
 * Attempts without a valid key. The first one from an address with one error is written at once; those that follow
 * within `strangerMs` are counted, and written as one record at its end.
 */
export function createStrangers(options: {
  readonly clock: Clock;
  readonly limits: AuditLimits;
  readonly write: (attempt: Attempt) => void;
}): Strangers {
  const { clock, limits, write } = options;
  const known = new Map<string, { attempt: Attempt; count: number; readonly cancel: Cancel }>();
  const end = (name: string): void => {
    const found = known.get(name);
    known.delete(name);
    found?.cancel();
    if (found !== undefined && found.count > 0) write({ ...found.attempt, count: found.count });
  };
  return {
    note(attempt) {
      const name = `${attempt.address} ${attempt.code ?? ""}`;
      const found = known.get(name);
      if (found !== undefined) {
        found.attempt = attempt;
        found.count += 1;
        return;
      }
      const [oldest] = known.keys();
      if (known.size >= limits.strangersMax && oldest !== undefined) end(oldest);
      const due = epochMs(clock.now() + limits.strangerMs);
      known.set(name, { attempt, count: 0, cancel: clock.setTimer(due, () => end(name)) });
      write(attempt);
    },
    close() {
      for (const name of [...known.keys()]) end(name);
    },
  };
}
