import { type Headroom, HeadroomTracker } from "@landbridge/asl";
import type { Clock, ExecutionId } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { isExpressArn } from "../arns.ts";
import { engineLimits } from "../limits.ts";
import type { StoredExecution } from "../rows/execution-row.ts";
import { readHistoryAfter } from "../rows/journal-row.ts";

interface Measured {
  readonly head: number;
  readonly tracker: HeadroomTracker;
}

/**
 * How far executions are from AWS's limits. Nothing is tracked while they run: the history is read when
 * somebody asks, and for whoever asks again only what came since.
 */
export class Headrooms {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #measured = new Map<ExecutionId, Measured>();

  constructor(store: Store, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  async of({ id, head, record, stoppedAt }: StoredExecution): Promise<Headroom> {
    const before = this.#measured.get(id);
    const until = stoppedAt ?? this.#clock.now();
    if (before !== undefined && before.head >= head) return before.tracker.headroom(until);
    // Two who ask at once must not both feed one tracker, so it is taken away while it is carried on.
    this.#measured.delete(id);
    const tracker = before?.tracker ?? new HeadroomTracker(isExpressArn(record.arn) ? "EXPRESS" : "STANDARD");
    for (const event of await readHistoryAfter(this.#store, head, before?.head ?? 0)) tracker.add(event);
    this.#keep(id, { head, tracker });
    return tracker.headroom(until);
  }

  #keep(id: ExecutionId, measured: Measured): void {
    if (this.#measured.size >= engineLimits.headroomsMax) {
      const [oldest] = this.#measured.keys();
      if (oldest !== undefined) this.#measured.delete(oldest);
    }
    this.#measured.set(id, measured);
  }
}
