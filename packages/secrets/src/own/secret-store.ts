import { assert, type Clock, isJsonObject, parseJson } from "@landbridge/model";
import type { Guard, Row, Store, Write } from "@landbridge/store";
import { secretError } from "../errors.ts";
import type { SecretsKeyRing } from "./key-ring.ts";
import { type Sealed, seal, unseal } from "./sealed.ts";

// Our own encrypted store: a row a secret. What anybody but `reveal` gives are names and times.

export interface SecretSummary {
  readonly name: string;
  /** 1, then one more each time it is put. */
  readonly revision: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly updatedBy: string;
  /** Of the master key that it is encrypted under. */
  readonly keyId: string;
}

export interface SecretStore {
  put(secret: { readonly name: string; readonly value: string; readonly by: string }): Promise<SecretSummary>;
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<{
    readonly items: readonly SecretSummary[];
    readonly next?: string;
  }>;
  /** False: there was none. */
  delete(name: string): Promise<boolean>;
  /** Makes a new master key where the keys are in a file, and encrypts every secret anew under the present one. */
  rotate(): Promise<{ readonly keyId: string; readonly changedCount: number }>;
  /** Throws SECRET_NOT_FOUND or SECRET_UNREADABLE. */
  reveal(name: string): Promise<string>;
}

interface StoredSecret extends SecretSummary {
  readonly sealed: Sealed;
  readonly version: number;
}

const secretsMax = 10_000;
const triesMax = 8;

export function createSecretStore(options: {
  readonly store: Store;
  readonly clock: Clock;
  readonly ring: SecretsKeyRing;
}): SecretStore {
  const { store, clock, ring } = options;
  let count: Promise<number> | undefined;

  async function find(name: string): Promise<StoredSecret | undefined> {
    const row = await store.get("secrets", name);
    return row === undefined ? undefined : read(row);
  }

  /** Of no partition (S10): decided from the row that was just read. */
  async function commit(guard: Guard, write: Write): Promise<boolean> {
    const [outcome] = await store.commit([{ partition: null, epoch: 0, guards: [guard], writes: [write] }]);
    return outcome?.ok === true;
  }

  function present(): ReturnType<SecretsKeyRing["keys"]>[number] {
    const [key] = ring.keys();
    assert(key !== undefined, "a key ring has a key");
    return key;
  }

  async function changed<T>(what: string, attempt: () => Promise<T | undefined>): Promise<T> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const done = await attempt();
      if (done !== undefined) return done;
    }
    throw secretError("SECRET_PROVIDER_AWAY", `${what} changed ${triesMax} times meanwhile; try again`);
  }

  return {
    put: ({ name, value, by }) =>
      changed(name, async () => {
        const before = await find(name);
        const now = clock.now();
        const sealed = seal(name, value, present());
        const stored = {
          name,
          revision: (before?.revision ?? 0) + 1,
          createdAt: before?.createdAt ?? now,
          updatedAt: now,
          updatedBy: by,
        };
        if (before === undefined) {
          count ??= countAll(store);
          if ((await count) >= secretsMax)
            throw secretError("SECRET_ACCESS_DENIED", `there are ${secretsMax} secrets, which is the limit`);
        }
        if (!(await commit(guardOf(name, before), writeOf(stored, sealed, before)))) return undefined;
        count = undefined;
        return { ...stored, keyId: sealed.key };
      }),
    delete: (name) =>
      changed(name, async () => {
        const before = await find(name);
        if (before === undefined) return false;
        const write = { kind: "delete", table: "secrets", key: name } as const;
        count = undefined;
        return (await commit(guardOf(name, before), write)) ? true : undefined;
      }),
    async list({ limit, cursor }) {
      const page = await store.list("secrets", {
        orderBy: "createdAt",
        direction: "ascending",
        limit,
        ...(cursor === undefined ? {} : { after: cursor }),
      });
      const items = page.rows.map((row) => {
        const { sealed: _sealed, version: _version, ...summary } = read(row);
        return summary;
      });
      return { items, ...(page.next === undefined ? {} : { next: page.next }) };
    },
    async rotate() {
      await ring.rotate();
      const key = present();
      let changedCount = 0;
      for await (const name of namesIn(store)) {
        const isChanged = await changed(name, async () => {
          const before = await find(name);
          if (before === undefined || before.sealed.key === key.id) return false;
          const sealed = seal(name, unseal(name, before.sealed, ring.keys(), ring.place), key);
          return (await commit(guardOf(name, before), writeOf(before, sealed, before))) ? true : undefined;
        });
        if (isChanged) changedCount += 1;
      }
      return { keyId: key.id, changedCount };
    },
    async reveal(name) {
      const stored = await find(name);
      if (stored === undefined) throw secretError("SECRET_NOT_FOUND", `the store has no secret "${name}"`);
      return unseal(name, stored.sealed, ring.keys(), ring.place);
    },
  };
}

function guardOf(name: string, before: StoredSecret | undefined): Guard {
  const place = { table: "secrets", key: name } as const;
  return before === undefined
    ? { kind: "absent", ...place }
    : { kind: "version", ...place, version: before.version };
}

function writeOf(
  { name, revision, createdAt, updatedAt, updatedBy }: Omit<SecretSummary, "keyId">,
  sealed: Sealed,
  before: StoredSecret | undefined,
): Write {
  const body = JSON.stringify({ v: 1, revision, updatedAt, updatedBy, sealed });
  if (before !== undefined) return { kind: "update", table: "secrets", key: name, body };
  return { kind: "insert", table: "secrets", key: name, columns: { createdAt }, body };
}

function read(row: Row<"secrets">): StoredSecret {
  const body = parseJson(row.body);
  assert(isJsonObject(body) && body["v"] === 1, "a row of secrets is an object of version 1");
  const { revision, updatedAt, updatedBy, sealed } = body as unknown as StoredSecret;
  return {
    name: row.key,
    revision,
    createdAt: Number(row.columns.createdAt),
    updatedAt,
    updatedBy,
    keyId: sealed.key,
    sealed,
    version: row.version,
  };
}

async function* namesIn(store: Store): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    const page = await store.list("secrets", {
      orderBy: "createdAt",
      direction: "ascending",
      limit: 500,
      ...(after === undefined ? {} : { after }),
    });
    for (const { key } of page.rows) yield key;
    after = page.next;
  } while (after !== undefined);
}

async function countAll(store: Store): Promise<number> {
  let count = 0;
  for await (const _name of namesIn(store)) count += 1;
  return count;
}
