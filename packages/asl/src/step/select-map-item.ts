import { type EpochMs, type Json, randomStream, type Seed } from "@landbridge/model";
import type { MapState } from "../definition/machine.ts";
import type { MapRunPlan } from "./map-run-plan.ts";

/** What an item's facts are: the same for the same item, so that it is selected alike after a restart. */
export interface ItemFacts {
  readonly index: number;
  readonly now: EpochMs;
  readonly seed: Seed;
}

/**
 * ItemSelector on one item of a map run: what its child execution is started with, or part of it.
 * @throws StatesFault or rejects with one
 */
export function selectMapItem(
  state: Pick<MapState, "selectItem">,
  plan: Pick<MapRunPlan, "scope">,
  item: Json,
  { index, now, seed }: ItemFacts,
): Json | Promise<Json> {
  if (state.selectItem === undefined || plan.scope === undefined) return item;
  const { input, context, variables } = plan.scope;
  const Item = { Index: index, Value: item };
  return state.selectItem({
    input,
    variables,
    now,
    random: randomStream(seed),
    context: { ...context, Map: { Item } },
  });
}
