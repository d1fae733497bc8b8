import { assert, isJsonObject, parseJson } from "@landbridge/model";
import type { Guard, Store, Write } from "@landbridge/store";
import { type ChainHead } from "./block-row.ts";
import { noHash } from "./record.ts";
import type { Sealer } from "./seal.ts";

// What retention leaves of the blocks that it deletes: where the chain stood after the last of them, sealed. It is
// written in the entry of the deletion, so the chain always begins where the anchor says.

const anchorKey = "audit-anchor";

export interface Anchor extends ChainHead {
  /** 0: nothing was deleted yet. */
  readonly version: number;
  readonly keyId?: string;
  readonly seal?: string;
}

const noAnchor: Anchor = { block: 0, seq: 0, hash: noHash, version: 0 };

export async function readAnchor(store: Store): Promise<Anchor> {
  const row = await store.get("settings", anchorKey);
  if (row === undefined) return noAnchor;
  const body = parseJson(row.body);
  assert(isJsonObject(body) && body["v"] === 1, "the audit trail's anchor is an object of version 1");
  const { block, seq, hash, keyId, seal } = body as unknown as Required<Omit<Anchor, "version">>;
  return { block, seq, hash, keyId, seal, version: row.version };
}

export function anchorText({ block, seq, hash }: ChainHead): string {
  return `anchor ${block} ${seq} ${hash}`;
}

export function moveAnchor(
  from: Anchor,
  to: ChainHead,
  sealer: Sealer,
): { readonly guard: Guard; readonly write: Write } {
  const { block, seq, hash } = to;
  const seal = sealer.seal(anchorText(to));
  const body = JSON.stringify({ v: 1, block, seq, hash, keyId: sealer.keyId, seal });
  const place = { table: "settings", key: anchorKey } as const;
  if (from.version === 0)
    return { guard: { kind: "absent", ...place }, write: { kind: "insert", ...place, columns: {}, body } };
  return {
    guard: { kind: "version", ...place, version: from.version },
    write: { kind: "update", ...place, body },
  };
}
