import type { RunId } from "@landbridge/model";
import type { EntryPart, Guard, Store, Write } from "@landbridge/store";
import { orderFirst, type PlaceFacts } from "./run-life.ts";
import type { RunRecord, StoredRun } from "./run-record.ts";
import { decodeRun, runAtVersion, updateRun } from "./run-row.ts";
import { decodeSlot, deleteSlot, type Slot, slotUnchanged, updateSlot } from "./slot-row.ts";

export interface Settlement extends EntryPart {
  /** Who has the slot now; its row is updated by these writes. */
  readonly next: StoredRun | undefined;
}

/** The entry that records an outcome, and frees or hands on the slot in the same breath (J2). */
export async function settle(
  store: Store,
  before: StoredRun,
  after: RunRecord,
  facts: PlaceFacts,
): Promise<Settlement> {
  const guards = [runAtVersion(before)];
  const writes = [updateRun(after, facts.now)];
  if (!after.isSlotted) return { guards, writes, next: undefined };
  const passing = await passSlot(store, after.run.job, after.run.id, facts);
  return {
    guards: [...guards, ...passing.guards],
    writes: [...writes, ...passing.writes],
    next: passing.next,
  };
}

const nothing: Settlement = { guards: [], writes: [], next: undefined };

async function passSlot(store: Store, job: string, leaving: RunId, facts: PlaceFacts): Promise<Settlement> {
  const row = await store.get("slots", job);
  if (row === undefined) return nothing;
  const slot = decodeSlot(row);
  const guards = [slotUnchanged(job, row)];
  if (slot.holder !== leaving) return { guards, writes: leaveQueue(job, slot, leaving), next: undefined };
  return await handOn(store, job, slot, guards, facts);
}

function leaveQueue(job: string, slot: Slot, leaving: RunId): readonly Write[] {
  const waiting = slot.waiting.filter((run) => run !== leaving);
  return waiting.length === slot.waiting.length ? [] : [updateSlot(job, { ...slot, waiting })];
}

async function handOn(
  store: Store,
  job: string,
  slot: Slot,
  guards: Guard[],
  facts: PlaceFacts,
): Promise<Settlement> {
  for (const [place, id] of slot.waiting.entries()) {
    const row = await store.get("runs", id);
    const waiting = row === undefined ? undefined : decodeRun(row);
    if (waiting?.record.phase.kind !== "waiting") continue;
    const record = orderFirst(waiting.record, facts);
    return {
      guards: [...guards, runAtVersion(waiting)],
      writes: [
        updateRun(record, null),
        updateSlot(job, { holder: id, waiting: slot.waiting.slice(place + 1) }),
      ],
      next: { record, version: waiting.version + 1 },
    };
  }
  return { guards, writes: [deleteSlot(job)], next: undefined };
}
