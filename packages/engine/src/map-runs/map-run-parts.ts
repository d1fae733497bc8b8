import type { MapRunPlan, MapState } from "@landbridge/asl";
import type { ObjectStore } from "@landbridge/objects";
import type { PinnedMachine } from "../definitions/machine-cache.ts";
import type { Partition } from "../memory/partition.ts";
import type { EngineOptions } from "../options.ts";

/** What a map run in memory works with; none of it changes. */
export interface MapRunParts {
  readonly options: EngineOptions;
  readonly partition: Partition;
  readonly objects: ObjectStore | undefined;
  readonly plan: MapRunPlan;
  readonly state: MapState;
  /** The item processor as a machine of its own, and the revision that leads to it. */
  readonly machine: PinnedMachine;
  readonly revision: string;
  /** What was started before a crash may be there past the row's `next`. */
  readonly isRecovered: boolean;
}

/** Of a child's input and of all results together: they are as any state's. */
export function payloadBytesMax({ options, machine }: Pick<MapRunParts, "options" | "machine">): number {
  return (options.limits ?? machine.limits).payloadBytesMax;
}
