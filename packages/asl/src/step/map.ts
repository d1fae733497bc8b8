import { assert, isJsonArray, type Json } from "@landbridge/model";
import type { MapState } from "../definition/machine.ts";
import { closeThreads } from "./abort.ts";
import { StateScope } from "./context.ts";
import type { Frame } from "./contract.ts";
import { type Draft, newFrame } from "./draft.ts";
import { exitWithResult } from "./exit.ts";
import { failingFrame } from "./failure.ts";
import { startMapRun } from "./map-run.ts";
import { checkedConcurrency } from "./map-values.ts";
import { collectOutputs } from "./parallel.ts";
import { noVariables } from "./state.ts";
import { type Steps, settle } from "./steps.ts";

/** Source: AWS Step Functions Developer Guide, "Inline mode": up to 40 iterations at once. */
const inlineMapConcurrencyMax = 40;

export function* startMap(draft: Draft, frame: Frame, state: MapState): Steps<void> {
  if (state.distributed !== undefined) return yield* startMapRun(draft, frame, state, state.distributed);
  const raw = new StateScope(draft, frame, frame.input);
  const scope = raw.on(yield* settle(state.selectInput(raw)));
  const items = yield* settle(state.items(scope));
  assert(isJsonArray(items), "an inline Map goes over an array");
  const wanted = checkedConcurrency(yield* settle(state.maxConcurrency(scope)));
  const started = draft.record("MapStateStarted", frame.lastEvent, { length: items.length });
  const map = draft.update(frame.id, {
    doing: "fan-out",
    lastEvent: started,
    items,
    fanOut: { open: items.length, next: 0, maxConcurrency: wanted },
  });
  if (items.length === 0) return yield* completeMap(draft, map, state, started);
  const most = inlineMapConcurrencyMax;
  const atOnce = Math.min(wanted === 0 ? most : wanted, most, items.length);
  for (let i = 0; i < atOnce; i += 1) yield* startIteration(draft, frame.id, state, started);
}

/** One iteration has reached its end: the next one starts, or the Map is done. */
export function* iterationEnded(draft: Draft, parent: Frame, iteration: Frame): Steps<void> {
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
  if (open === 0) return yield* completeMap(draft, map, state, succeeded);
  yield* startNext(draft, map, state, iteration.lastEvent);
}

/** What an iteration's end makes room for. */
function* startNext(draft: Draft, map: Frame, state: MapState, previous: number): Steps<void> {
  assert(map.fanOut !== null && map.items !== null, "a Map that iterates has items");
  // AWS's next MapIterationStarted points at what the iteration before it did last, not at its success.
  if (map.fanOut.next >= map.items.length) return;
  yield* failingFrame(draft, map.id, startIteration(draft, map.id, state, previous));
}

function* startIteration(draft: Draft, id: number, state: MapState, previous: number): Steps<void> {
  const map = draft.frame(id);
  assert(map.fanOut !== null && map.items !== null, "a Map that iterates has items");
  const index = map.fanOut.next;
  const item = map.items[index];
  assert(item !== undefined, `item ${index} exists`);
  const started = draft.record("MapIterationStarted", previous, { name: state.name, index });
  draft.update(id, { fanOut: { ...map.fanOut, next: index + 1 } });
  const input = yield* itemInput(draft, map, state, index, item);
  const startAt = draft.machine.blocks.get(state.processor)?.startAt;
  assert(startAt !== undefined, `block "${state.processor}" exists`);
  const iteration = draft.create(
    newFrame({
      parent: id,
      index,
      block: state.processor,
      state: startAt,
      input,
      lastEvent: started,
      variables: noVariables,
      item,
    }),
  );
  draft.runnable.push(iteration.id);
}

/** ItemSelector is applied to the Map's effective input, with the item in the context object. */
function* itemInput(draft: Draft, map: Frame, state: MapState, index: number, item: Json): Steps<Json> {
  if (state.selectItem === undefined) return item;
  const raw = new StateScope(draft, map, map.input, { item: { index, value: item } });
  const input = yield* settle(state.selectItem(raw.on(yield* settle(state.selectInput(raw)))));
  draft.boundedText(input, state.name);
  return input;
}

function* completeMap(draft: Draft, map: Frame, state: MapState, last: number): Steps<void> {
  const outputs = collectOutputs(draft, map.id);
  draft.record("MapStateSucceeded", last);
  // AWS's MapStateExited points at the last MapIterationSucceeded, not at MapStateSucceeded.
  const done = draft.update(map.id, { lastEvent: last });
  closeThreads(draft, map);
  yield* exitWithResult(draft, done, state, outputs);
}
