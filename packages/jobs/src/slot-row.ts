import type { RunId } from "@landbridge/model";
import type { Guard, Row, Write } from "@landbridge/store";
import { jobsError } from "./errors.ts";

/** The one run of a job that may live, and those that wait for its place, in their order (law 3). */
export interface Slot {
  readonly holder: RunId;
  readonly waiting: readonly RunId[];
}

const FORMAT = 1;

export function decodeSlot(row: Row<"slots">): Slot {
  const body = JSON.parse(row.body) as { readonly v: number } & Slot;
  if (body.v !== FORMAT)
    throw jobsError("ROW_NOT_READABLE", `slots/${row.key} has format ${body.v}, expected ${FORMAT}`);
  return { holder: body.holder, waiting: body.waiting };
}

export function insertSlot(job: string, slot: Slot): Write {
  return { kind: "insert", table: "slots", key: job, columns: {}, body: encode(slot) };
}

export function updateSlot(job: string, slot: Slot): Write {
  return { kind: "update", table: "slots", key: job, body: encode(slot) };
}

export function deleteSlot(job: string): Write {
  return { kind: "delete", table: "slots", key: job };
}

/** Guards the slot as it was read; undefined: as free. */
export function slotUnchanged(job: string, row: Row<"slots"> | undefined): Guard {
  if (row === undefined) return { kind: "absent", table: "slots", key: job };
  return { kind: "version", table: "slots", key: job, version: row.version };
}

function encode(slot: Slot): string {
  return JSON.stringify({ v: FORMAT, holder: slot.holder, waiting: slot.waiting });
}
