import { assert, isJsonObject, parseJson } from "@landbridge/model";
import type { Guard, Row, Write } from "@landbridge/store";
import { type AuditEvent, type AuditRecord, chained } from "./record.ts";

// Records are kept in blocks, one row each, as many as waited when the last one was written. A block carries the
// hash before it, and a seal: an HMAC of its last hash under a key that is not in the store, so that whoever can
// write to the store still cannot write the past anew.

export interface Block {
  readonly number: number;
  /** Of its first record. */
  readonly first: number;
  /** The chain's hash before it. */
  readonly previous: string;
  readonly events: readonly AuditEvent[];
  /** The chain's hash after it. */
  readonly hash: string;
  readonly keyId: string;
  readonly seal: string;
}

/** Where the chain stands. */
export interface ChainHead {
  readonly block: number;
  readonly seq: number;
  readonly hash: string;
}

/** Block numbers sort as text. */
export function blockKey(number: number): string {
  return String(number).padStart(12, "0");
}

export function blockIsAbsent(number: number): Guard {
  return { kind: "absent", table: "audit", key: blockKey(number) };
}

export function insertBlock(block: Block, atMs: number): Write {
  const { first, previous, events, hash, keyId, seal } = block;
  return {
    kind: "insert",
    table: "audit",
    key: blockKey(block.number),
    columns: { first, at: atMs },
    body: JSON.stringify({ v: 1, previous, events, hash, keyId, seal }),
  };
}

export function readBlock(row: Row<"audit">): Block {
  const body = parseJson(row.body);
  assert(isJsonObject(body) && body["v"] === 1, "a block of the audit trail is an object of version 1");
  const { previous, events, hash, keyId, seal } = body as unknown as Omit<Block, "number" | "first">;
  return { number: Number(row.key), first: Number(row.columns.first), previous, events, hash, keyId, seal };
}

export function recordsOf({ first, previous, events }: Block): readonly AuditRecord[] {
  return chained(events, { seq: first - 1, hash: previous });
}

export function headOf({ number, first, events, hash }: Block): ChainHead {
  return { block: number, seq: first + events.length - 1, hash };
}
