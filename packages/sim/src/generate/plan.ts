import type { JsonObject } from "@landbridge/model";
import type { Chance } from "../world/chance.ts";

export interface MachineNames {
  readonly jobs: readonly [string, ...string[]];
  /** Machines that may be called; a machine calls earlier ones only, so that none calls itself. */
  readonly children: readonly string[];
}

export interface StatePlan {
  readonly chance: Chance;
  readonly names: MachineNames;
  freshName(): string;
  block(depth: number): JsonObject;
}

export interface Place {
  readonly depth: number;
  /** The states of the same block that come after this one. */
  readonly later: readonly string[];
  readonly isFirst: boolean;
}
