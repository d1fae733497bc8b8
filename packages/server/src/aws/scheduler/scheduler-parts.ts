import type { Home } from "@landbridge/engine";
import type { Clock } from "@landbridge/model";
import type { Scheduler } from "@landbridge/scheduler";
import type { EntryPart, Store } from "@landbridge/store";

export interface SchedulerParts {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly clock: Pick<Clock, "now">;
  readonly scheduler: Scheduler;
  readonly home: Home;
  /** Default: `schedulerQuotas`. */
  readonly quotas?: SchedulerQuotas;
}

export interface SchedulerQuotas {
  /** A project's own count, too; a project is not held to it. They are all in memory. */
  readonly schedulesMax: number;
  readonly groupsMax: number;
}

/** Source of the second: EventBridge Scheduler, "Quotas". */
export const schedulerQuotas: SchedulerQuotas = { schedulesMax: 100_000, groupsMax: 500 };

/** False: a guard failed, as somebody else was first. */
export async function commitPart(
  { store, partition, epoch }: SchedulerParts,
  part: EntryPart,
): Promise<boolean> {
  if (part.writes.length === 0) return true;
  const [outcome] = await store.commit([{ partition, epoch: epoch(), ...part }]);
  return outcome?.ok === true;
}

/** How often a change is tried when others change the same row meanwhile. */
export const TRIES_MAX = 5;
