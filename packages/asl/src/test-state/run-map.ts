import type { Failure, Json } from "@landbridge/model";
import { StatesFault } from "../data/fault.ts";
import { itemContext, itemInput, listItems, type MapItem } from "../data/map-items.ts";
import type { Scope } from "../data/scope.ts";
import type { DistributedMap, ItemBatcher, ItemReader, MapState } from "../definition/machine.ts";
import { awsLimits, utf8Bytes } from "../limits.ts";
import { checkedConcurrency } from "../step/map-values.ts";
import { leaveWithResult } from "./leave.ts";
import { type ItemsRead, parseItems } from "./reader-data.ts";
import { refuse } from "./rejection.ts";
import { appliedTo, failedWith, type Leaving, type Trial, within } from "./trial.ts";

/** A Map's own work, on its items; what its item processor makes of them is the mock's. */
export async function runMap(trial: Trial, state: MapState): Promise<Leaving> {
  const { inspection, mock } = trial;
  const scope = appliedTo(trial.scope, await state.selectInput(trial.scope));
  if (state.language === "JSONPath") inspection.note("afterInputPath", scope.input);
  const items = await itemsOf(trial, state, scope);
  const inputs = await selectItems(state, scope, items);
  if (state.selectItem !== undefined) inspection.note("afterItemSelector", inputs);
  const batcher = state.distributed?.batcher;
  if (batcher !== undefined)
    inspection.note("afterItemBatcher", await batchesOf(trial, batcher, scope, inputs));
  inspection.set({ maxConcurrency: checkedConcurrency(await state.maxConcurrency(scope)) });
  const failure = await thresholdFailure(trial, state.distributed, scope, inputs.length);
  if (failure !== undefined) return failedWith(failure);
  if (mock?.kind !== "result") return failedWith(mock?.failure ?? {});
  return leaveWithResult(trial, state, mock.result);
}

async function itemsOf(trial: Trial, state: MapState, scope: Scope): Promise<readonly MapItem[]> {
  const reader = state.distributed?.reader;
  if (reader === undefined) {
    const items = await state.items(scope);
    if (state.language === "JSONPath") trial.inspection.note("afterItemsPath", items);
    return listItems(items);
  }
  await reader.parameters(scope);
  const maxItems = await reader.maxItems?.(scope);
  const read = await itemsRead(trial, state, scope, reader.format);
  if (read.isPointed) {
    const values = read.items.map(({ value }) => value);
    trial.inspection.note("afterItemsPointer", values);
  }
  return maxItems === undefined || maxItems === 0 ? read.items : read.items.slice(0, maxItems);
}

async function itemsRead(
  { configuration }: Trial,
  state: MapState,
  scope: Scope,
  format: ItemReader["format"],
): Promise<ItemsRead> {
  const { mapItemReaderData: text } = configuration;
  if (text === undefined) return { items: await lenientItems(state, scope), isPointed: false };
  const read = parseItems(text, format);
  if (read !== undefined) return read;
  return refuse(
    "ValidationException",
    "The value of mapItemReaderData cannot be read as the ReaderConfig says.",
  );
}

/** Source: AWS Step Functions Developer Guide: without data of the reader's, the items are those of the input, if any. */
async function lenientItems(state: MapState, scope: Scope): Promise<readonly MapItem[]> {
  try {
    return listItems(await state.items(scope));
  } catch (fault) {
    if (fault instanceof StatesFault) return [];
    throw fault;
  }
}

async function selectItems(
  state: MapState,
  scope: Scope,
  items: readonly MapItem[],
): Promise<readonly Json[]> {
  const inputs: Json[] = [];
  for (const [index, item] of items.entries()) {
    const place = within(scope, { Map: { Item: itemContext(index, item) } });
    inputs.push(state.selectItem === undefined ? itemInput(item) : await state.selectItem(place));
  }
  return inputs;
}

async function batchesOf(
  { facts }: Trial,
  batcher: ItemBatcher,
  scope: Scope,
  inputs: readonly Json[],
): Promise<readonly Json[]> {
  const most = (facts.limits ?? awsLimits).payloadBytesMax;
  const maxItems = (await batcher.maxItems?.(scope)) ?? Number.POSITIVE_INFINITY;
  const maxBytes = Math.min((await batcher.maxBytes?.(scope)) ?? most, most);
  const input = await batcher.input?.(scope);
  const batchOf = (items: readonly Json[]): Json => ({
    ...(input !== undefined && { BatchInput: input }),
    Items: items,
  });
  const batches: Json[] = [];
  let open: Json[] = [];
  for (const item of inputs) {
    const isFull = open.length >= maxItems || utf8Bytes(JSON.stringify(batchOf([...open, item]))) > maxBytes;
    if (isFull && open.length > 0) {
      batches.push(batchOf(open));
      open = [];
    }
    open.push(item);
  }
  if (open.length > 0) batches.push(batchOf(open));
  return batches;
}

/** Worded as AWS words it. */
const exceeded: Failure = {
  error: "States.ExceedToleratedFailureThreshold",
  cause: "The specified tolerated failure threshold was exceeded",
};

/** Source: recorded from AWS: without a threshold any number of iterations may be said to have failed. */
async function thresholdFailure(
  { inspection, configuration }: Trial,
  distributed: DistributedMap | undefined,
  scope: Scope,
  iterations: number,
): Promise<Failure | undefined> {
  const count = await distributed?.toleratedCount?.(scope);
  const percentage = await distributed?.toleratedPercentage?.(scope);
  if (count !== undefined) inspection.set({ toleratedFailureCount: count });
  if (percentage !== undefined) inspection.set({ toleratedFailurePercentage: percentage });
  const failed = configuration.mapIterationFailureCount ?? 0;
  if (failed > iterations) {
    refuse(
      "ValidationException",
      "Map iteration failure count must be less than or equal to the number of Map iterations",
    );
  }
  if (count !== undefined && failed > count) return exceeded;
  return percentage !== undefined && failed > 0 && (100 * failed) / iterations > percentage
    ? exceeded
    : undefined;
}
