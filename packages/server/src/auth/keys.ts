import { ApiError, type Scope } from "@landbridge/api";
import { type Cancel, type Clock, type EpochMs, epochMs } from "@landbridge/model";
import type { Guard, Store, Write } from "@landbridge/store";
import { createKeyCache } from "./key-cache.ts";
import { createPairSecrets, keyIdOf, noPairs } from "./key-pair.ts";
import { insertKey, isLive, type Key, type KeyRate, readKey, type StoredKey, updateKey } from "./key-row.ts";
import { formatKey, hashSecret, type KeyText, newKeyText, parseKey, provesSecret } from "./key-text.ts";
import type { MasterKey } from "./master-key.ts";
import { type RotationRequest, rotated } from "./rotation.ts";

// API keys: made, listed, revoked and verified.
//
// K1. The store holds a hash of each secret, never the secret; `create` tells it once. Of a pair's secret it
//     holds nothing: that is derived from the master key, which lives elsewhere.
// K2. An unknown id takes the same steps as a known one: a look-up, a hash, a comparison.
// K3. A revocation that was answered is in force here at once, and on another node within `freshMs`.
// K4. There is always an admin key that is neither revoked nor expiring.
// K5. `lastUsedAt` is written at most once per `lastUsedMs` and key; a crash may lose the newest one.

export interface KeysOptions {
  readonly store: Store;
  readonly partition: number | null;
  readonly epoch: () => number;
  readonly clock: Clock;
  /** Absent: there are no access key pairs. */
  readonly masterKey?: Pick<MasterKey, "keyId" | "keyIds" | "deriveSecret">;
  /** Told when `lastUsedAt` could not be written; nothing else depends on it. */
  readonly failed?: (error: unknown) => void;
  readonly limits?: Partial<KeysLimits>;
}

export interface KeysLimits {
  /** Keys that are kept, revoked and expired ones too; the oldest of those make room for a new one. */
  readonly keysMax: number;
  readonly cacheEntriesMax: number;
  /** How long a key is trusted without reading it again. */
  readonly freshMs: number;
  readonly lastUsedMs: number;
}

const defaultKeysLimits: KeysLimits = {
  // One page of the store's `list`, which is how all of them are read.
  keysMax: 1_000,
  cacheEntriesMax: 1_000,
  freshMs: 10_000,
  lastUsedMs: 60_000,
};

interface NewKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Patterns. Default: none. */
  readonly launch?: readonly string[];
  readonly limits?: KeyRate;
  readonly expiresAt?: EpochMs;
  readonly createdBy: string;
  /** An access key pair for AWS's clients instead of a bearer key. */
  readonly isPair?: boolean;
}

/** A key with its secret, told once: the whole text of a bearer key, or the secret access key of a pair. */
export interface MadeKey {
  readonly key: Key;
  readonly secret: string;
}

export type PairLookUp =
  | { readonly kind: "valid"; readonly key: Key; readonly secret: string }
  | { readonly kind: "unknown" };

export type Verification =
  | { readonly kind: "valid"; readonly key: Key }
  | { readonly kind: "unknown" }
  | { readonly kind: "expired" }
  | { readonly kind: "revoked" };

export interface Keys {
  /** Throws KEY_LIMIT. */
  create(request: NewKey): Promise<MadeKey>;
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<{
    readonly items: readonly Key[];
    readonly next?: string;
  }>;
  /** Throws KEY_NOT_FOUND, KEY_NOT_ROTATABLE, KEY_LIMIT or KEY_LAST_ADMIN. */
  rotate(id: string, request: RotationRequest): Promise<MadeKey>;
  /** Idempotent. Throws KEY_NOT_FOUND or KEY_LAST_ADMIN. */
  revoke(id: string, by: { readonly principal: string }): Promise<Key>;
  verify(text: string): Promise<Verification>;
  /** The pair's secret, for whoever checks a signature. Unknown: also one that was revoked or has expired. */
  findPair(accessKeyId: string): Promise<PairLookUp>;
  /** Writes what is known of last uses; cancels its timer. */
  close(): Promise<void>;
}

export function createKeys(options: KeysOptions): Keys {
  const { store, clock } = options;
  const limits = { ...defaultKeysLimits, ...options.limits };
  const cache = createKeyCache({ entriesMax: limits.cacheEntriesMax, freshMs: limits.freshMs });
  const pairSecret =
    options.masterKey === undefined
      ? undefined
      : createPairSecrets(options.masterKey, limits.cacheEntriesMax);
  const used = new Map<string, EpochMs>();
  /** Counts what was written, so that a look-up that began before a change does not enter the cache after it (K3). */
  let changeCount = 0;
  let cancelFlush: Cancel | undefined;
  let last: Promise<unknown> = Promise.resolve();

  /** One change at a time: K4 and `keysMax` are judged on all keys together. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const turn = last.then(change, change);
    last = turn.catch(() => {});
    return turn;
  }

  async function commit(guards: readonly Guard[], writes: readonly Write[]): Promise<void> {
    const [outcome] = await store.commit([
      { partition: options.partition, epoch: options.epoch(), guards, writes },
    ]);
    if (outcome?.ok !== true)
      throw new ApiError("STORE_UNAVAILABLE", "Another change of the same key came in between; try again.");
  }

  async function find(id: string): Promise<StoredKey | undefined> {
    const row = await store.get("keys", id);
    return row === undefined ? undefined : readKey(row);
  }

  async function findFresh(id: string, now: EpochMs): Promise<StoredKey | undefined> {
    const before = changeCount;
    const stored = await find(id);
    if (stored !== undefined && before === changeCount) cache.put(stored, now);
    return stored;
  }

  function forget(id: string): void {
    changeCount += 1;
    cache.drop(id);
  }

  async function all(): Promise<readonly StoredKey[]> {
    const page = await store.list("keys", {
      orderBy: "createdAt",
      direction: "ascending",
      limit: Math.min(limits.keysMax, 1_000),
    });
    return page.rows.map(readKey);
  }

  function create({ isPair = false, ...request }: NewKey): Promise<MadeKey> {
    return inTurn(async () => {
      const now = clock.now();
      const room = makeRoom(await all(), now, limits.keysMax);
      const text = newKeyText();
      const bare: Key = { id: text.id, launch: [], ...request, createdAt: now };
      const made = isPair ? asPair(bare) : asBearer(bare, text);
      const guards: Guard[] = [{ kind: "absent", table: "keys", key: bare.id }];
      await commit(guards, [...room, insertKey(made.key, made.hash)]);
      return { key: made.key, secret: made.secret };
    });
  }

  function asPair(bare: Key): MadeKey & { readonly hash: undefined } {
    const { masterKey } = options;
    const secret = masterKey === undefined ? undefined : pairSecret?.(bare.id, masterKey.keyId);
    if (masterKey === undefined || secret === undefined) throw noPairs();
    return { key: { ...bare, masterKeyId: masterKey.keyId }, secret, hash: undefined };
  }

  function rotate(id: string, request: RotationRequest): Promise<MadeKey> {
    return inTurn(async () => {
      const stored = await existing(id);
      const now = clock.now();
      const text = newKeyText();
      const { old, fresh } = rotated(stored.key, text.id, now, request);
      const keys = await all();
      if (isLastAdmin(stored.key, keys, now) && !isLastingAdmin(fresh, now))
        throw new ApiError("KEY_LAST_ADMIN", `After the key ${fresh.id} nobody could make keys any more.`);
      const guards: Guard[] = [{ kind: "absent", table: "keys", key: fresh.id }, versionGuard(stored)];
      const made = stored.key.masterKeyId === undefined ? asBearer(fresh, text) : asPair(fresh);
      const writes = [insertKey(made.key, made.hash), updateKey(old, stored.hash)];
      await commit(guards, [...makeRoom(keys, now, limits.keysMax), ...writes]);
      forget(old.id);
      return { key: made.key, secret: made.secret };
    });
  }

  /** @param id of a pair, its access key id too */
  async function existing(id: string): Promise<StoredKey> {
    const stored = await find(keyIdOf(id) ?? id);
    if (stored === undefined) throw new ApiError("KEY_NOT_FOUND", `No key has the id ${quote(id)}.`);
    return stored;
  }

  function revoke(id: string, by: { readonly principal: string }): Promise<Key> {
    return inTurn(async () => {
      const stored = await existing(id);
      if (stored.key.revokedAt !== undefined) return stored.key;
      const now = clock.now();
      if (isLastAdmin(stored.key, await all(), now))
        throw new ApiError("KEY_LAST_ADMIN", `Without the key ${id} nobody could make keys any more.`);
      const key: Key = { ...stored.key, revokedAt: now, revokedBy: by.principal };
      await commit([versionGuard(stored)], [updateKey(key, stored.hash)]);
      forget(key.id);
      return key;
    });
  }

  async function verify(text: string): Promise<Verification> {
    const parsed = parseKey(text);
    if (parsed === undefined) return { kind: "unknown" };
    const now = clock.now();
    const stored = cache.get(parsed.id, now) ?? (await findFresh(parsed.id, now));
    if (!provesSecret(parsed.secret, stored?.hash) || stored === undefined) return { kind: "unknown" };
    // What follows is told only to who holds the secret.
    if (stored.key.revokedAt !== undefined) return { kind: "revoked" };
    if (!isLive(stored.key, now)) return { kind: "expired" };
    noteUse(stored.key, now);
    return { kind: "valid", key: stored.key };
  }

  async function findPair(accessKeyId: string): Promise<PairLookUp> {
    const id = keyIdOf(accessKeyId);
    if (id === undefined || pairSecret === undefined) return { kind: "unknown" };
    const now = clock.now();
    const stored = cache.get(id, now) ?? (await findFresh(id, now));
    if (stored?.key.masterKeyId === undefined || !isLive(stored.key, now)) return { kind: "unknown" };
    const secret = pairSecret(id, stored.key.masterKeyId);
    if (secret === undefined) return { kind: "unknown" };
    noteUse(stored.key, now);
    return { kind: "valid", key: stored.key, secret };
  }

  function noteUse(key: Key, now: EpochMs): void {
    const known = used.get(key.id) ?? key.lastUsedAt;
    if (known !== undefined && now - known < limits.lastUsedMs) return;
    used.set(key.id, now);
    cancelFlush ??= clock.setTimer(epochMs(now + limits.lastUsedMs), () => {
      cancelFlush = undefined;
      flush().catch((error: unknown) => options.failed?.(error));
    });
  }

  function flush(): Promise<void> {
    return inTurn(async () => {
      for (const [id, lastUsedAt] of used) {
        const stored = await find(id);
        if (stored !== undefined)
          await commit([versionGuard(stored)], [updateKey({ ...stored.key, lastUsedAt }, stored.hash)]);
        forget(id);
        used.delete(id);
      }
    });
  }

  return {
    create,
    rotate,
    revoke,
    verify,
    findPair,
    async list({ limit, cursor }) {
      const page = await store.list("keys", {
        orderBy: "createdAt",
        direction: "descending",
        limit,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      const items = page.rows.map((row) => withUse(readKey(row).key, used.get(row.key)));
      return page.next === undefined ? { items } : { items, next: page.next };
    },
    async close() {
      cancelFlush?.();
      cancelFlush = undefined;
      await flush().catch((error: unknown) => options.failed?.(error));
    },
  };
}

function asBearer(key: Key, text: KeyText): MadeKey & { readonly hash: Uint8Array } {
  return { key, secret: formatKey(text), hash: hashSecret(text.secret) };
}

/** The dead keys to delete so that one more fits. */
function makeRoom(stored: readonly StoredKey[], now: EpochMs, keysMax: number): readonly Write[] {
  if (stored.length < keysMax) return [];
  const dead = stored.find(({ key }) => !isLive(key, now));
  if (dead === undefined)
    throw new ApiError(
      "KEY_LIMIT",
      `There are ${stored.length} keys that are valid, and at most ${keysMax} may be.`,
    );
  return [{ kind: "delete", table: "keys", key: dead.key.id }];
}

function isLastAdmin(key: Key, all: readonly StoredKey[], now: EpochMs): boolean {
  if (!isLastingAdmin(key, now)) return false;
  return !all.some((other) => other.key.id !== key.id && isLastingAdmin(other.key, now));
}

function isLastingAdmin(key: Key, now: EpochMs): boolean {
  return key.scopes.includes("admin") && key.expiresAt === undefined && isLive(key, now);
}

function versionGuard(stored: StoredKey): Guard {
  return { kind: "version", table: "keys", key: stored.key.id, version: stored.version };
}

function withUse(key: Key, lastUsedAt: EpochMs | undefined): Key {
  return lastUsedAt === undefined ? key : { ...key, lastUsedAt };
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 64));
}
