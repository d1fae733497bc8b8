import type { Entry, EntryPart, Outcome } from "@landbridge/store";
import type { SchedulerLimits } from "./limits.ts";
import type { SchedulerOptions } from "./scheduler.ts";

/** What every step of a tick needs. */
export interface Context extends Omit<SchedulerOptions, "limits"> {
  readonly limits: SchedulerLimits;
}

/** Each part an entry of its own. */
export function commitParts(context: Context, parts: readonly EntryPart[]): Promise<readonly Outcome[]> {
  const { partition } = context;
  const epoch = context.epoch();
  const entries = parts.map((part): Entry => ({ partition, epoch, ...part }));
  return context.store.commit(entries);
}
