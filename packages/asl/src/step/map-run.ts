import { uuidV4 } from "@landbridge/model";
import type { Scope } from "../data/scope.ts";
import type { DistributedMap } from "../definition/machine.ts";
import type { FanOut } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { type Steps, settle } from "./steps.ts";

/** Source: DescribeMapRun, `mapRunArn`: the state machine, the Map's label, and an id of the run. */
export function recordMapRun(draft: Draft, previous: number, { label }: DistributedMap): number {
  const { machineArn } = draft.base.execution;
  const home = machineArn.split(":").slice(0, 5).join(":");
  const run = `${draft.base.execution.machineName}/${label ?? uuidV4(draft.random)}:${uuidV4(draft.random)}`;
  return draft.record("MapRunStarted", previous, { mapRunArn: `${home}:mapRun:${run}` });
}

type Tolerated = Pick<FanOut, "toleratedCount" | "toleratedPercentage">;

/** How many iterations may fail. Evaluated once, when the map run starts. */
export function* toleratedFailures(distributed: DistributedMap, scope: Scope): Steps<Tolerated> {
  const { toleratedCount, toleratedPercentage } = distributed;
  return {
    ...(toleratedCount !== undefined && { toleratedCount: yield* settle(toleratedCount(scope)) }),
    ...(toleratedPercentage !== undefined && {
      toleratedPercentage: yield* settle(toleratedPercentage(scope)),
    }),
  };
}
