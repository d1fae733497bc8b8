import { createHash } from "node:crypto";
import { type MapRunPlan, type MapState, Pace, StatesFault, selectMapItem } from "@landbridge/asl";
import type { Json, Seed } from "@landbridge/model";
import type { ObjectStore, Position } from "@landbridge/objects";
import { breathe } from "../breathe.ts";
import type { Progress, StoredMapRun } from "./record.ts";
import { itemsOf, type SourceItem } from "./source.ts";

// What each child execution is started with: one item as ItemSelector makes it, or a batch of them.
//
// U1. The same run gives the same units, whenever and as often as it is asked: ItemSelector's chance and
//     time are those of the run and the item. So units that were started before a crash are the same after it.

export interface Unit {
  readonly index: number;
  readonly input: Json;
  readonly items: number;
  /** After this unit. */
  readonly itemsRead: number;
  readonly position: Position;
}

/** @param parts `bytesMax`: of a child's input as JSON */
export async function* unitsOf(
  run: Pick<StoredMapRun, "id" | "startedAt">,
  plan: MapRunPlan,
  state: Pick<MapState, "selectItem" | "name">,
  { objects, bytesMax }: { readonly objects: ObjectStore | undefined; readonly bytesMax: number },
  from: Pick<Progress, "next" | "itemsRead" | "position">,
): AsyncGenerator<Unit> {
  const chosen = selected(run, plan, state, itemsOf(plan.source, objects, from), from.itemsRead);
  let index = from.next;
  for await (const { values, itemsRead, position } of plan.batch === undefined
    ? singly(chosen)
    : batches(chosen, plan.batch, bytesMax)) {
    const input = plan.batch === undefined ? (values[0] ?? null) : batchInput(plan.batch.input, values);
    checkSize(input, state.name, bytesMax);
    yield { index, input, items: values.length, itemsRead, position };
    index += 1;
  }
}

interface Chosen {
  readonly value: Json;
  readonly itemsRead: number;
  readonly position: Position;
}

interface Group {
  readonly values: readonly Json[];
  readonly itemsRead: number;
  readonly position: Position;
}

async function* selected(
  run: Pick<StoredMapRun, "id" | "startedAt">,
  plan: MapRunPlan,
  state: Pick<MapState, "selectItem">,
  items: AsyncIterable<SourceItem>,
  read: number,
): AsyncGenerator<Chosen> {
  let itemsRead = read;
  const pace = new Pace(breathe);
  for await (const item of items) {
    const index = itemsRead;
    itemsRead += 1;
    const facts = { index, now: run.startedAt, seed: seedOf(run.id, index), pace };
    await pace.breath();
    yield {
      value: await selectMapItem(state, plan, item, facts),
      itemsRead,
      position: item.position,
    };
  }
}

function seedOf(run: string, index: number): Seed {
  const bytes = createHash("sha256").update(`${run} ${index}`).digest();
  return [bytes.readUInt32LE(0), bytes.readUInt32LE(4), bytes.readUInt32LE(8), bytes.readUInt32LE(12)];
}

async function* singly(items: AsyncIterable<Chosen>): AsyncGenerator<Group> {
  for await (const { value, ...rest } of items) yield { values: [value], ...rest };
}

/** Source: AWS Step Functions Developer Guide, "ItemBatcher (Map)": as many as both limits allow, and never none. */
async function* batches(
  items: AsyncIterable<Chosen>,
  batch: NonNullable<MapRunPlan["batch"]>,
  inputBytesMax: number,
): AsyncGenerator<Group> {
  const itemsMax = batch.maxItems ?? Number.POSITIVE_INFINITY;
  const bytesMax = Math.min(batch.maxBytes ?? inputBytesMax, inputBytesMax);
  const frameBytes = bytesOf(batchInput(batch.input, []));
  let values: Json[] = [];
  let bytes = frameBytes;
  let last: Chosen | undefined;
  for await (const item of items) {
    const more = bytesOf(item.value) + 1;
    if (last !== undefined && (values.length >= itemsMax || bytes + more > bytesMax)) {
      yield { values, itemsRead: last.itemsRead, position: last.position };
      values = [];
      bytes = frameBytes;
    }
    values.push(item.value);
    bytes += more;
    last = item;
  }
  if (last !== undefined) yield { values, itemsRead: last.itemsRead, position: last.position };
}

function batchInput(input: Json | undefined, values: readonly Json[]): Json {
  return { ...(input !== undefined && { BatchInput: input }), Items: values };
}

function bytesOf(value: Json): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function checkSize(input: Json, name: string, bytesMax: number): void {
  if (bytesOf(input) <= bytesMax) return;
  const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  throw new StatesFault("States.DataLimitExceeded", cause);
}
