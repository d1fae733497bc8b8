import { isJsonObject, LandbridgeError, parseJson } from "@landbridge/model";
import type { Guard, NodeView, Store, Write } from "@landbridge/store";

// Which programs may work on one store side by side (docs/decisions/0015).
//
// V1. What rows hold (bodies, journal rows, questions between nodes) has a number. A program reads all formats up to
//     one, and writes one. A new format comes in two releases: the first reads it, the second writes it.
// V2. A node does not start where a living one could not read what it writes, nor where the store holds what it cannot read.
// V3. The store's number never goes down, and it rises before anything of that format is written.

export interface RowFormats {
  /** Up to this. */
  readonly reads: number;
  readonly writes: number;
}

/** Of this program. Raise `reads` in one release and `writes` in the next one. */
export const rowFormats: RowFormats = { reads: 1, writes: 1 };

const settingsKey = "formats";

/**
 * Notes what this node will write. Called before the node is alive and once more when it is: of an older and a newer
 * one that start at once, at least one sees the other.
 * Throws STORE_NEWER and NODE_OLDER.
 */
export async function joinFormats(
  store: Pick<Store, "get" | "commit" | "shared">,
  own: RowFormats,
): Promise<void> {
  for (;;) {
    const row = await store.get("settings", settingsKey);
    const written = row === undefined ? 0 : writtenIn(row.body);
    if (written > own.reads) throw newer(written, own);
    if (written >= own.writes) return;
    for (const node of (await store.shared?.view())?.nodes ?? []) refuseBeside(node, own);
    const place = { table: "settings", key: settingsKey } as const;
    const body = JSON.stringify({ v: 1, written: own.writes });
    const guard: Guard =
      row === undefined ? { kind: "absent", ...place } : { kind: "version", ...place, version: row.version };
    const write: Write =
      row === undefined
        ? { kind: "insert", ...place, columns: {}, body }
        : { kind: "update", ...place, body };
    const [outcome] = await store.commit([{ partition: null, epoch: 0, guards: [guard], writes: [write] }]);
    if (outcome?.ok === true) return;
  }
}

function refuseBeside({ name, facts, leaseLeftMs }: NodeView, own: RowFormats): void {
  if (leaseLeftMs <= 0) return;
  const { version, reads } = readFacts(facts);
  if (reads >= own.writes) return;
  throw new LandbridgeError(
    "NODE_OLDER",
    `the node "${name}" (version ${version}) lives and reads rows up to format ${reads}, and this program writes ` +
      `format ${own.writes}; upgrade that node to a release in between first, or stop it`,
    { retryable: false },
  );
}

function newer(written: number, own: RowFormats): LandbridgeError {
  return new LandbridgeError(
    "STORE_NEWER",
    `nodes of this store have written rows of format ${written}, and this program reads up to ${own.reads}; ` +
      "run the newer Landbridge here, or restore a backup made before the upgrade",
    { retryable: false },
  );
}

/** Programs of before said nothing of it, and read the first. */
function readFacts(text: string): { readonly version: string; readonly reads: number } {
  const facts = parseJson(text);
  const { version, reads } = isJsonObject(facts) ? facts : {};
  return {
    version: typeof version === "string" ? version : "unknown",
    reads: typeof reads === "number" ? reads : 1,
  };
}

function writtenIn(body: string): number {
  const value = parseJson(body);
  const written = isJsonObject(value) ? value["written"] : undefined;
  return typeof written === "number" ? written : 1;
}
