import { assert, isJsonObject, parseJson } from "@landbridge/model";
import type { Guard, Row, Store, Write } from "@landbridge/store";
import { secretError } from "../errors.ts";
import { type KeyRingOptions, openKeyRing, type SecretsKeyRing } from "./key-ring.ts";

// Where nodes share a store, one encrypts what another decrypts. So a node whose keys are others does not start: the
// store knows by its id under which key the nodes encrypt, and each secret's row says its own.
//
// A node makes no key where the store knows one, and rotating makes none either: a key that one node alone has would
// leave the others with secrets that they cannot open.

const settingsKey = "secrets-key";
const triesMax = 8;

export async function openSharedKeyRing(
  store: Store,
  options: Omit<KeyRingOptions, "mayMakeKey">,
): Promise<SecretsKeyRing> {
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const row = await store.get("settings", settingsKey);
    const needed = await neededKeys(store, row);
    const ring = await openKeyRing({ ...options, mayMakeKey: needed.size === 0 });
    refuseWithout(needed, ring);
    if (await isPresentKnown(store, row, ring)) return { ...ring, rotate: async () => {} };
  }
  throw secretError(
    "SECRETS_KEY_MISMATCH",
    `${triesMax} nodes have named their keys meanwhile; start this one again`,
  );
}

/** What nodes encrypt with, and what anything that is stored was encrypted with. */
async function neededKeys(store: Store, row: Row<"settings"> | undefined): Promise<ReadonlySet<string>> {
  const needed = new Set<string>();
  if (row !== undefined) needed.add(presentIn(row));
  let after: string | undefined;
  do {
    const page = await store.list("secrets", {
      orderBy: "createdAt",
      direction: "ascending",
      limit: 1_000,
      ...(after !== undefined && { after }),
    });
    for (const { body } of page.rows) needed.add(keyOf(body));
    after = page.next;
  } while (after !== undefined);
  return needed;
}

function refuseWithout(needed: ReadonlySet<string>, ring: SecretsKeyRing): void {
  const held = new Set(ring.keys().map(({ id }) => id));
  const missing = needed.difference(held);
  if (missing.size === 0) return;
  throw secretError(
    "SECRETS_KEY_MISMATCH",
    `${ring.place} lacks the key ${[...missing].join(", ")} that the nodes of this store encrypt secrets with; ` +
      "copy the other node's secrets.key, or name one file on all nodes in LANDBRIDGE_SECRETS_KEY_FILE",
  );
}

/** False: another node has changed the row in between. */
async function isPresentKnown(
  store: Store,
  row: Row<"settings"> | undefined,
  ring: SecretsKeyRing,
): Promise<boolean> {
  const [present] = ring.keys();
  assert(present !== undefined, "a key ring has a key");
  if (row !== undefined && presentIn(row) === present.id) return true;
  const place = { table: "settings", key: settingsKey } as const;
  const body = JSON.stringify({ v: 1, present: present.id });
  const guard: Guard =
    row === undefined ? { kind: "absent", ...place } : { kind: "version", ...place, version: row.version };
  const write: Write =
    row === undefined ? { kind: "insert", ...place, columns: {}, body } : { kind: "update", ...place, body };
  const [outcome] = await store.commit([{ partition: null, epoch: 0, guards: [guard], writes: [write] }]);
  return outcome?.ok === true;
}

function presentIn({ body }: Row<"settings">): string {
  const value = parseJson(body);
  assert(isJsonObject(value) && value["v"] === 1, "the secrets' key's row is an object of version 1");
  const { present } = value;
  assert(typeof present === "string", "the row names a key");
  return present;
}

function keyOf(body: string): string {
  const value = parseJson(body);
  const sealed = isJsonObject(value) ? value["sealed"] : undefined;
  const key = isJsonObject(sealed) ? sealed["key"] : undefined;
  assert(typeof key === "string", "a secret's row names the key that it was encrypted with");
  return key;
}
