import type { RunId } from "@landbridge/model";
import { type Holdings, idInPartition, partitionOf } from "@landbridge/store";

/** Whether this node is the one that does what must be done for a run though nobody asks for it (J6). */
export function isLookedAfterHere(holdings: Holdings | undefined, run: RunId): boolean {
  return holdings === undefined || holdings.epochOf(partitionOf(run, holdings.count)) !== undefined;
}

/** So that the run is looked after where it was launched; where nothing is held it stays as it is. */
export function inHeldPartition(holdings: Holdings | undefined, id: string): string {
  if (holdings === undefined) return id;
  const own = partitionOf(id, holdings.count);
  for (let step = 0; step < holdings.count; step += 1) {
    const partition = (own + step) % holdings.count;
    if (holdings.epochOf(partition) !== undefined) return idInPartition(id, partition, holdings.count);
  }
  return id;
}
