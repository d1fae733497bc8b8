import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { join } from "node:path";
import { assert, isJsonObject, parseJson } from "@landbridge/model";
import type { Guard, Store, Write } from "@landbridge/store";
import { authError } from "./auth-error.ts";
import { createSecretFile, readSecretFile } from "./secret-file.ts";

// The master key: what every derived secret comes from (task tokens, and access keys later). It lives in
// a file of its own, never in the store, so that a copy of the store opens nothing. The store keeps a
// fingerprint of it, so that a lost or exchanged file is told at the start and not by refused tokens.

export interface MasterKeyOptions {
  /** DATA: the file is DATA/master.key unless the environment names another. */
  readonly dataFolder: string;
  /** LANDBRIDGE_MASTER_KEY_FILE: a path, best on another disk than the store's backups. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
}

export interface MasterKey {
  readonly file: string;
  /** Of the key that new secrets are derived from. It belongs into whatever is derived, as text beside it. */
  readonly keyId: string;
  /** Keys of before, too: what was derived from them is still valid. */
  readonly keyIds: readonly string[];
  /**
   * 32 bytes that only the holder of the master key can make; the same for the same label and id, always.
   * @param label what for, a constant of the program: "task-token"
   * @param keyId default: the newest. Throws MASTER_KEY_UNKNOWN; ask `keyIds` about one from outside.
   */
  deriveSecret(label: string, id: string, keyId?: string): Uint8Array;
}

interface KeyRing {
  readonly current: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

const settingsKey = "master-key";
const keyBytes = 32;
/** Labels are constants of the program; more than this are ids passed by mistake. */
const labelsMax = 64;

export async function openMasterKey(options: MasterKeyOptions): Promise<MasterKey> {
  const file = masterKeyFile(options);
  const row = await options.store.get("settings", settingsKey);
  const known = row === undefined ? new Map<string, string>() : readFingerprints(row.body);
  const content = (await readSecretFile(file)) ?? (await createFile(file, known));
  const ring = parseRing(content, file);
  const key = masterKeyOf(file, ring);
  const found = new Map(key.keyIds.map((id) => [id, fingerprint(key, id)]));
  refuseUnlessKnown(file, known, found);
  if (found.size > known.size) await commitFingerprints(options, row?.version, found);
  return key;
}

function masterKeyFile({ environment, dataFolder }: MasterKeyOptions): string {
  const named = environment["LANDBRIDGE_MASTER_KEY_FILE"];
  return named === undefined || named === "" ? join(dataFolder, "master.key") : named;
}

async function createFile(file: string, known: ReadonlyMap<string, string>): Promise<string> {
  if (known.size > 0)
    throw authError(
      "MASTER_KEY_MISSING",
      `${file} does not exist, and the store was used with ${[...known.keys()].join(", ")}; ` +
        "put the file back, or name it in LANDBRIDGE_MASTER_KEY_FILE. A new key would make every open task's token invalid",
    );
  const id = `m${randomBytes(4).toString("hex")}`;
  const keys = { [id]: randomBytes(keyBytes).toString("base64url") };
  const content = `${JSON.stringify({ format: "landbridge-master-key", version: 1, current: id, keys }, null, 2)}\n`;
  if (await createSecretFile(file, content)) return content;
  return (await readSecretFile(file)) ?? "";
}

function parseRing(content: string, file: string): KeyRing {
  const damaged = (what: string): Error =>
    authError("MASTER_KEY_INVALID", `${file}: ${what}; put back a copy that is whole`);
  const body = parseJson(content);
  if (!isJsonObject(body) || body["format"] !== "landbridge-master-key")
    throw damaged("it is not a master key");
  if (body["version"] !== 1) throw damaged("its version is not 1, so a newer Landbridge wrote it");
  const { current, keys: named } = body;
  if (typeof current !== "string" || !isJsonObject(named)) throw damaged("`current` or `keys` is missing");
  const keys = new Map<string, Uint8Array>();
  for (const [id, text] of Object.entries(named)) {
    const bytes = typeof text === "string" ? Buffer.from(text, "base64url") : new Uint8Array();
    if (!/^m[0-9a-f]{8}$/.test(id) || bytes.length !== keyBytes)
      throw damaged(`the key ${JSON.stringify(id)} is not ${keyBytes} bytes under an id like m0123abcd`);
    keys.set(id, bytes);
  }
  if (!keys.has(current)) throw damaged("`current` names no key of the file");
  return { current, keys };
}

function masterKeyOf(file: string, ring: KeyRing): MasterKey {
  const labelled = new Map<string, Uint8Array>();
  const labelKey = (label: string, keyId: string): Uint8Array => {
    const name = `${keyId} ${label}`;
    const cached = labelled.get(name);
    if (cached !== undefined) return cached;
    const key = ring.keys.get(keyId);
    if (key === undefined)
      throw authError("MASTER_KEY_UNKNOWN", `${file} has no key ${JSON.stringify(keyId)}`);
    assert(labelled.size < labelsMax * ring.keys.size, "labels are constants of the program");
    // HKDF gives each purpose a key of its own, so that no secret of one can serve for another.
    const derived = new Uint8Array(hkdfSync("sha256", key, "landbridge", label, keyBytes));
    labelled.set(name, derived);
    return derived;
  };
  return {
    file,
    keyId: ring.current,
    keyIds: [...ring.keys.keys()],
    deriveSecret: (label, id, keyId = ring.current) =>
      createHmac("sha256", labelKey(label, keyId)).update(id, "utf8").digest(),
  };
}

function fingerprint(key: MasterKey, keyId: string): string {
  return Buffer.from(key.deriveSecret("fingerprint", keyId, keyId)).toString("hex", 0, 16);
}

function readFingerprints(body: string): Map<string, string> {
  const value = parseJson(body);
  assert(isJsonObject(value) && value["v"] === 1, "the master key's row is an object of version 1");
  const keys = value["keys"];
  assert(isJsonObject(keys), "the master key's row holds fingerprints by key id");
  return new Map(
    Object.entries(keys).map(([id, text]) => {
      assert(typeof text === "string", "a fingerprint is text");
      return [id, text];
    }),
  );
}

function refuseUnlessKnown(
  file: string,
  known: ReadonlyMap<string, string>,
  found: ReadonlyMap<string, string>,
): void {
  for (const [id, print] of known) {
    if (!found.has(id))
      throw authError("MASTER_KEY_MISMATCH", `${file} lacks the key ${id}; put back the file that has it`);
    if (found.get(id) !== print)
      throw authError(
        "MASTER_KEY_MISMATCH",
        `${file} has another key under the id ${id}; put back the right file`,
      );
  }
}

async function commitFingerprints(
  options: MasterKeyOptions,
  version: number | undefined,
  found: ReadonlyMap<string, string>,
): Promise<void> {
  const body = JSON.stringify({ v: 1, keys: Object.fromEntries(found) });
  const guard: Guard =
    version === undefined
      ? { kind: "absent", table: "settings", key: settingsKey }
      : { kind: "version", table: "settings", key: settingsKey, version };
  const write: Write =
    version === undefined
      ? { kind: "insert", table: "settings", key: settingsKey, columns: {}, body }
      : { kind: "update", table: "settings", key: settingsKey, body };
  const [outcome] = await options.store.commit([
    { partition: options.partition, epoch: options.epoch(), guards: [guard], writes: [write] },
  ]);
  if (outcome?.ok !== true)
    throw authError(
      "MASTER_KEY_MISMATCH",
      "another node has just used this store with a master key; start again",
    );
}
