import { type EpochMs, type Json, randomStream, type Seed } from "@landbridge/model";
import { itemContext, itemInput, type MapItem } from "../data/map-items.ts";
import type { Pace } from "../data/pace.ts";
import type { MapState } from "../definition/machine.ts";
import type { MapRunPlan } from "./map-run-plan.ts";

/** What an item's facts are: the same for the same item, so that it is selected alike after a restart. */
export interface ItemFacts {
  readonly index: number;
  readonly now: EpochMs;
  readonly seed: Seed;
  /** Of all items that are selected one after the other. */
  readonly pace?: Pace | undefined;
}

/**
 * ItemSelector on one item of a map run, or the item as it is: what its child execution is started with, or part of it.
 * @throws StatesFault or rejects with one
 */
export function selectMapItem(
  state: Pick<MapState, "selectItem">,
  plan: Pick<MapRunPlan, "scope">,
  item: MapItem,
  { index, now, seed, pace }: ItemFacts,
): Json | Promise<Json> {
  if (state.selectItem === undefined || plan.scope === undefined) return itemInput(item);
  const { input, context, variables } = plan.scope;
  return state.selectItem({
    input,
    variables,
    now,
    pace,
    random: randomStream(seed),
    context: { ...context, Map: { Item: itemContext(index, item) } },
  });
}
