import { type Scope, scopes } from "@landbridge/api";
import { assert, type EpochMs, epochMs, isJsonObject, type Json, parseJson } from "@landbridge/model";
import type { Row, Write } from "@landbridge/store";

/** An API key as people see it: everything but the secret, which is not kept. */
export interface Key {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Patterns of what it may launch and look at besides. */
  readonly launch: readonly string[];
  /** An access key pair, whose secret is derived from this master key. Absent: a bearer key. */
  readonly masterKeyId?: string;
  /** Absent: the server's own. */
  readonly limits?: KeyRate;
  readonly createdAt: EpochMs;
  readonly createdBy: string;
  /** Absent: never. */
  readonly expiresAt?: EpochMs;
  readonly revokedAt?: EpochMs;
  readonly revokedBy?: string;
  /** The key that was rotated into this one. */
  readonly replaces?: string;
  /** The key that this one was rotated into. */
  readonly replacedBy?: string;
  readonly lastUsedAt?: EpochMs;
}

export interface KeyRate {
  readonly requestsPerSecond: number;
  readonly requestsBurst: number;
}

export interface StoredKey {
  readonly key: Key;
  /** SHA-256 of the secret. Absent for a pair, of whose secret nothing is kept. */
  readonly hash?: Uint8Array;
  readonly version: number;
}

export function insertKey(key: Key, hash: Uint8Array | undefined): Write {
  return {
    kind: "insert",
    table: "keys",
    key: key.id,
    columns: { createdAt: key.createdAt },
    body: encode(key, hash),
  };
}

export function updateKey(key: Key, hash: Uint8Array | undefined): Write {
  return { kind: "update", table: "keys", key: key.id, body: encode(key, hash) };
}

export function readKey(row: Row<"keys">): StoredKey {
  const body = parseJson(row.body);
  assert(isJsonObject(body) && body["v"] === 1, "a row of keys holds an object of version 1");
  const isPair = body["masterKeyId"] !== undefined;
  const hash = isPair ? undefined : Buffer.from(text(body["hash"]), "hex");
  assert(hash === undefined || hash.length === 32, "a key's hash has 32 bytes");
  const key: Key = {
    id: row.key,
    name: text(body["name"]),
    // A scope of a newer version is unknown here and grants nothing.
    scopes: scopes.filter((scope) => Array.isArray(body["scopes"]) && body["scopes"].includes(scope)),
    launch: texts(body["launch"]),
    ...(isPair ? { masterKeyId: text(body["masterKeyId"]) } : {}),
    ...(body["limits"] === undefined ? {} : { limits: rate(body["limits"]) }),
    createdAt: instant(row.columns.createdAt),
    createdBy: text(body["createdBy"]),
    ...(body["expiresAt"] === undefined ? {} : { expiresAt: instant(body["expiresAt"]) }),
    ...(body["revokedAt"] === undefined ? {} : { revokedAt: instant(body["revokedAt"]) }),
    ...(body["revokedBy"] === undefined ? {} : { revokedBy: text(body["revokedBy"]) }),
    ...(body["replaces"] === undefined ? {} : { replaces: text(body["replaces"]) }),
    ...(body["replacedBy"] === undefined ? {} : { replacedBy: text(body["replacedBy"]) }),
    ...(body["lastUsedAt"] === undefined ? {} : { lastUsedAt: instant(body["lastUsedAt"]) }),
  };
  return { key, version: row.version, ...(hash === undefined ? {} : { hash }) };
}

/** Whether the key opens anything at `now`. */
export function isLive(key: Key, now: EpochMs): boolean {
  return key.revokedAt === undefined && (key.expiresAt === undefined || key.expiresAt > now);
}

function encode(key: Key, hash: Uint8Array | undefined): string {
  const { id: _id, createdAt: _createdAt, ...rest } = key;
  const proof = hash === undefined ? {} : { hash: Buffer.from(hash).toString("hex") };
  return JSON.stringify({ v: 1, ...rest, ...proof });
}

function text(value: Json | undefined): string {
  assert(typeof value === "string", "this member of a key's row is text");
  return value;
}

/** Absent in rows that were written before there were such. */
function texts(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(text) : [];
}

function rate(value: Json | undefined): KeyRate {
  assert(isJsonObject(value), "a key's limits are an object");
  const { requestsPerSecond, requestsBurst } = value;
  assert(typeof requestsPerSecond === "number", "a key's rate is a number");
  assert(typeof requestsBurst === "number", "a key's burst is a number");
  return { requestsPerSecond, requestsBurst };
}

function instant(value: Json | undefined): EpochMs {
  assert(
    typeof value === "number" && Number.isSafeInteger(value),
    "this member of a key's row is an instant",
  );
  return epochMs(value);
}
