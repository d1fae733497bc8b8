import { type Entry, type EntryPart, type Outcome, storeLimits } from "@landbridge/store";
import type { SchedulerLimits } from "./limits.ts";
import type { SchedulerOptions } from "./scheduler.ts";

/** What every step of a tick needs. */
export interface Context extends Omit<SchedulerOptions, "limits"> {
  readonly limits: SchedulerLimits;
}

/** Each part an entry of its own; outcomes in the order of the parts. As many calls as the store's limit takes. */
export async function commitParts(
  context: Context,
  parts: readonly EntryPart[],
): Promise<readonly Outcome[]> {
  const { partition, store } = context;
  const epoch = context.epoch();
  const outcomes: Outcome[] = [];
  for (let start = 0; start < parts.length; start += storeLimits.callEntriesMax) {
    const some = parts.slice(start, start + storeLimits.callEntriesMax);
    const entries = some.map((part): Entry => ({ partition, epoch, ...part }));
    outcomes.push(...(await store.commit(entries)));
  }
  return outcomes;
}
