import { assert, isJsonArray, type Json } from "@landbridge/model";
import type { MapItems } from "../data/map-items.ts";
import type { MapState } from "../definition/machine.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import type { Draft } from "./draft.ts";
import { exitWithResult } from "./exit.ts";
import { failing } from "./failure.ts";
import { startMapRun } from "./map-run.ts";
import { checkedConcurrency } from "./map-values.ts";
import { collectOutputs } from "./parallel.ts";
import { after, drain, type Later, runSteps } from "./steps.ts";

/** Source: AWS Step Functions Developer Guide, "Inline mode": up to 40 iterations at once. */
const inlineMapConcurrencyMax = 40;

export function startMap(draft: Draft, frame: Frame, state: MapState): Later<void> {
  const { distributed } = state;
  if (distributed !== undefined) return runSteps(startMapRun(draft, frame, state, distributed));
  const raw = new StateScope(draft, frame, frame.input);
  return after(state.selectInput(raw), (input) => {
    const scope = raw.on(input);
    return after(state.items(scope), (items) =>
      after(state.maxConcurrency(scope), (wanted) =>
        startIterations(draft, frame, state, items, checkedConcurrency(wanted)),
      ),
    );
  });
}

function startIterations(
  draft: Draft,
  frame: Frame,
  state: MapState,
  items: MapItems,
  maxConcurrency: number,
): Later<void> {
  assert(isJsonArray(items), "an inline Map goes over an array");
  const { length } = items;
  const started = draft.record("MapStateStarted", frame.lastEvent, { length });
  const map = draft.update(frame.id, {
    doing: "fan-out",
    lastEvent: started,
    items,
    fanOut: { open: length, next: 0, maxConcurrency },
  });
  if (length === 0) return completeMap(draft, map, state, started);
  const most = inlineMapConcurrencyMax;
  let toStart = Math.min(maxConcurrency === 0 ? most : maxConcurrency, most, length);
  return drain(
    () => (toStart-- > 0 ? map : undefined),
    () => after(startIteration(draft, frame.id, state, started), () => draft.breath()),
  );
}

/** One iteration has reached its end: the next one starts, or the Map is done. */
export function iterationEnded(draft: Draft, parent: Frame, iteration: Frame): Later<void> {
  const state = draft.stateOf(parent);
  assert(
    state.type === "Map" && parent.fanOut !== null && parent.items !== null,
    "iterations belong to a Map",
  );
  const { name } = state;
  const succeeded = draft.record("MapIterationSucceeded", iteration.lastEvent, {
    name,
    index: iteration.index,
  });
  const open = parent.fanOut.open - 1;
  const map = draft.update(parent.id, { fanOut: { ...parent.fanOut, open } });
  if (open === 0) return completeMap(draft, map, state, succeeded);
  return startNext(draft, map, state, iteration.lastEvent);
}

/** What an iteration's end makes room for. */
export function startNext(draft: Draft, map: Frame, state: MapState, previous: number): Later<void> {
  assert(map.fanOut !== null && map.items !== null, "a Map that iterates has items");
  // AWS's next MapIterationStarted points at what the iteration before it did last, not at its success.
  if (map.fanOut.next >= map.items.length) return;
  return failing(draft, map, startIterationOf, state, previous);
}

function startIterationOf(draft: Draft, { id }: Frame, state: MapState, previous: number): Later<void> {
  return startIteration(draft, id, state, previous);
}

function startIteration(draft: Draft, id: number, state: MapState, previous: number): Later<void> {
  const map = draft.frame(id);
  assert(map.fanOut !== null && map.items !== null, "a Map that iterates has items");
  const index = map.fanOut.next;
  const item = map.items[index];
  assert(item !== undefined, `item ${index} exists`);
  const started = draft.record("MapIterationStarted", previous, { name: state.name, index });
  const { fanOut } = map;
  const startAt = draft.machine.blocks.get(state.processor)?.startAt;
  assert(startAt !== undefined, `block "${state.processor}" exists`);
  return after(itemInput(draft, map, state, index, item), (input) => {
    // Only now: where the item's input fails, a redrive begins with it.
    draft.update(id, { fanOut: { ...fanOut, next: index + 1 } });
    draft.create({
      parent: id,
      index,
      block: state.processor,
      state: startAt,
      input,
      lastEvent: started,
      item,
    });
  });
}

/** ItemSelector is applied to the Map's effective input, with the item in the context object. */
function itemInput(draft: Draft, map: Frame, state: MapState, index: number, item: Json): Later<Json> {
  const { selectItem } = state;
  if (selectItem === undefined) return item;
  const raw = new StateScope(draft, map, map.input, { item: { index, value: item } });
  const selected = after(state.selectInput(raw), (input) => selectItem(raw.on(input)));
  return after(selected, (input) => {
    draft.texts.bounded(input, state.name);
    return input;
  });
}

export function completeMap(draft: Draft, map: Frame, state: MapState, last: number): Later<void> {
  const outputs = collectOutputs(draft, map.id);
  draft.record("MapStateSucceeded", last);
  // AWS's MapStateExited points at the last MapIterationSucceeded, not at MapStateSucceeded.
  const done = draft.update(map.id, { lastEvent: last });
  return exitWithResult(draft, done, state, outputs);
}
