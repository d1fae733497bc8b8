import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "@landbridge/api";
import { epochMs } from "@landbridge/model";
import type { Store } from "@landbridge/store";
import { createFakeClock } from "../../test/fake-clock.ts";
import { fakeMasterKey } from "../../test/fake-master-key.ts";
import { memoryStore } from "../../test/memory-store.ts";
import { accessKeyIdOf } from "./key-pair.ts";
import { createKeys, type KeysLimits } from "./keys.ts";

async function open(limits: Partial<KeysLimits> = {}) {
  const base = await memoryStore();
  const clock = createFakeClock();
  const calls = { get: 0 };
  const store: Store = {
    ...base.store,
    get: (table, key) => {
      calls.get += 1;
      return base.store.get(table, key);
    },
  };
  return {
    ...base,
    clock,
    calls,
    keys: createKeys({ ...base, store, clock, limits, masterKey: fakeMasterKey }),
  };
}

const admin = { name: "root", scopes: ["admin"], createdBy: "test" } as const;

function hasCode(code: string) {
  return (error: unknown) => error instanceof ApiError && error.code === code;
}

test("a key is told once, verifies, and its secret is nowhere in the store", async () => {
  const { keys, store } = await open();
  const { key, secret } = await keys.create(admin);
  const verified = await keys.verify(secret);
  assert.equal(verified.kind === "valid" && verified.key.id, key.id);
  const row = await store.get("keys", key.id);
  assert.ok(row !== undefined && !JSON.stringify(row).includes(secret.slice(-64)));
});

test("a key with one wrong character, of an unknown id, or of another form is unknown", async () => {
  const { keys } = await open();
  const { key, secret } = await keys.create(admin);
  const lastDigit = secret.endsWith("0") ? "1" : "0";
  const wrong = [
    secret.slice(0, -1) + lastDigit,
    secret.replace(key.id, "0".repeat(16)),
    secret.toUpperCase(),
  ];
  for (const text of [...wrong, "", "lb_", `${secret} `, "x".repeat(100_000)])
    assert.deepEqual(await keys.verify(text), { kind: "unknown" });
});

test("an unknown id is looked up like a known one", async () => {
  const { keys, calls } = await open();
  await keys.verify(`lb_${"0".repeat(16)}_${"0".repeat(64)}`);
  assert.equal(calls.get, 1);
});

test("a key that is used again is not read again until it is no longer fresh", async () => {
  const { keys, calls, clock } = await open({ freshMs: 5_000 });
  const { secret } = await keys.create(admin);
  for (let use = 0; use < 10; use += 1) await keys.verify(secret);
  assert.equal(calls.get, 1);
  clock.advance(5_000);
  await keys.verify(secret);
  assert.equal(calls.get, 2);
});

test("a revoked key is refused at once, and revoking again changes nothing", async () => {
  const { keys, clock } = await open();
  await keys.create(admin);
  const { key, secret } = await keys.create({ ...admin, name: "other" });
  await keys.verify(secret);
  const revoked = await keys.revoke(key.id, { principal: "root" });
  assert.deepEqual(await keys.verify(secret), { kind: "revoked" });
  clock.advance(1_000);
  assert.deepEqual(await keys.revoke(key.id, { principal: "root" }), revoked);
});

test("a look-up that began before a revocation does not bring the key back", async () => {
  const { keys } = await open();
  await keys.create(admin);
  const { key, secret } = await keys.create({ ...admin, name: "other" });
  const [, revoked] = await Promise.all([keys.verify(secret), keys.revoke(key.id, { principal: "root" })]);
  assert.ok(revoked.revokedAt);
  assert.deepEqual(await keys.verify(secret), { kind: "revoked" });
});

test("a key expires at its instant, though it is in the cache", async () => {
  const { keys, clock } = await open();
  const { secret } = await keys.create({ ...admin, expiresAt: epochMs(clock.now() + 100) });
  assert.equal((await keys.verify(secret)).kind, "valid");
  clock.advance(99);
  assert.equal((await keys.verify(secret)).kind, "valid");
  clock.advance(1);
  assert.deepEqual(await keys.verify(secret), { kind: "expired" });
});

test("the last lasting admin key cannot be revoked, not even by two at the same time", async () => {
  const { keys, clock } = await open();
  const one = await keys.create(admin);
  const two = await keys.create(admin);
  await keys.create({ ...admin, expiresAt: epochMs(clock.now() + 1_000) });
  await keys.create({ ...admin, scopes: ["operate"] });
  const by = { principal: "root" };
  const outcomes = await Promise.allSettled([keys.revoke(one.key.id, by), keys.revoke(two.key.id, by)]);
  assert.deepEqual(
    outcomes.map((outcome) => outcome.status),
    ["fulfilled", "rejected"],
  );
  await assert.rejects(keys.revoke(two.key.id, by), hasCode("KEY_LAST_ADMIN"));
  await assert.rejects(keys.revoke("nobody", by), hasCode("KEY_NOT_FOUND"));
});

test("dead keys make room for new ones; when all are alive the limit is told", async () => {
  const { keys } = await open({ keysMax: 2 });
  await keys.create(admin);
  const { key } = await keys.create(admin);
  await assert.rejects(keys.create(admin), hasCode("KEY_LIMIT"));
  await keys.revoke(key.id, { principal: "root" });
  await keys.create(admin);
  const { items } = await keys.list({ limit: 10 });
  assert.equal(items.length, 2);
  assert.ok(items.every((item) => item.id !== key.id));
});

test("the last use is in the list at once and in the store after a while, once", async () => {
  const { keys, clock, store } = await open({ lastUsedMs: 60_000 });
  const { key, secret } = await keys.create(admin);
  const firstUse = clock.now();
  await keys.verify(secret);
  clock.advance(10);
  await keys.verify(secret);
  assert.equal((await keys.list({ limit: 1 })).items[0]?.lastUsedAt, firstUse);
  assert.equal((await store.get("keys", key.id))?.version, 1);
  clock.advance(60_000);
  await keys.close();
  assert.equal((await store.get("keys", key.id))?.version, 2);
  assert.equal((await keys.verify(secret)).kind, "valid");
});

test("a list is paged, newest first", async () => {
  const { keys, clock } = await open();
  const ids: string[] = [];
  for (let i = 0; i < 3; i += 1) {
    ids.unshift((await keys.create(admin)).key.id);
    clock.advance(1);
  }
  const first = await keys.list({ limit: 2 });
  assert.ok(first.next !== undefined);
  const second = await keys.list({ limit: 2, cursor: first.next });
  assert.deepEqual(
    [...first.items, ...second.items].map((key) => key.id),
    ids,
  );
  assert.equal(second.next, undefined);
});

test("a rotated key opens what it did until the overlap ends, and the new one from the start", async () => {
  const { keys, clock } = await open();
  await keys.create(admin);
  const limits = { requestsPerSecond: 5, requestsBurst: 10 };
  const grants = { scopes: ["read"], launch: ["job:load"], limits } as const;
  const lifeMs = 1_000_000;
  const one = await keys.create({
    name: "ci",
    createdBy: "test",
    ...grants,
    expiresAt: epochMs(clock.now() + lifeMs),
  });
  clock.advance(10_000);
  const two = await keys.rotate(one.key.id, { overlapMs: 5_000, principal: "root" });
  assert.partialDeepStrictEqual(two.key, { ...grants, name: "ci", replaces: one.key.id, createdBy: "root" });
  assert.equal(two.key.expiresAt, clock.now() + lifeMs);
  clock.advance(4_999);
  assert.equal((await keys.verify(one.secret)).kind, "valid");
  assert.equal((await keys.verify(two.secret)).kind, "valid");
  clock.advance(1);
  assert.equal((await keys.verify(one.secret)).kind, "expired");
  assert.equal((await keys.verify(two.secret)).kind, "valid");
  await assert.rejects(
    keys.rotate(one.key.id, { overlapMs: 0, principal: "root" }),
    hasCode("KEY_NOT_ROTATABLE"),
  );
});

test("an overlap never makes a key live longer than it was made to", async () => {
  const { keys, clock } = await open();
  const expiresAt = epochMs(clock.now() + 100);
  const one = await keys.create({ ...admin, expiresAt });
  await keys.rotate(one.key.id, { overlapMs: 1_000, principal: "root" });
  clock.advance(100);
  assert.equal((await keys.verify(one.secret)).kind, "expired");
});

test("the last lasting admin key can be rotated, but not into one that expires", async () => {
  const { keys, clock } = await open();
  const one = await keys.create(admin);
  const by = { overlapMs: 0, principal: "root" };
  const expiresAt = epochMs(clock.now() + 1_000);
  await assert.rejects(keys.rotate(one.key.id, { ...by, expiresAt }), hasCode("KEY_LAST_ADMIN"));
  const two = await keys.rotate(one.key.id, by);
  assert.equal((await keys.verify(two.secret)).kind, "valid");
  await assert.rejects(keys.revoke(two.key.id, { principal: "root" }), hasCode("KEY_LAST_ADMIN"));
});

test("an access key pair is derived again, and of its secret nothing is in the store", async () => {
  const { keys, store, clock } = await open({ freshMs: 5_000 });
  const { key, secret } = await keys.create({
    name: "aws",
    scopes: ["operate"],
    isPair: true,
    createdBy: "test",
  });
  const accessKeyId = accessKeyIdOf(key.id);
  assert.match(accessKeyId, /^LBAK[0-9A-F]{16}$/);
  assert.equal(secret.length, 40);
  const row = await store.get("keys", key.id);
  assert.deepEqual(Object.keys(JSON.parse(row?.body ?? "{}") as object).toSorted(), [
    "createdBy",
    "launch",
    "masterKeyId",
    "name",
    "scopes",
    "v",
  ]);
  clock.advance(10_000);
  assert.deepEqual(await keys.findPair(accessKeyId), { kind: "valid", key, secret });
  assert.deepEqual(await keys.verify(`lb_${key.id}_${"0".repeat(64)}`), { kind: "unknown" });
});

test("a pair that was revoked, has expired or is a bearer key is unknown to whoever checks a signature", async () => {
  const { keys, clock } = await open();
  const pair = { scopes: ["read"], isPair: true, createdBy: "test" } as const;
  const revoked = await keys.create({ name: "revoked", ...pair });
  await keys.revoke(accessKeyIdOf(revoked.key.id), { principal: "test" });
  const expired = await keys.create({ name: "expired", ...pair, expiresAt: epochMs(clock.now() + 1) });
  clock.advance(1);
  const bearer = await keys.create(admin);
  for (const { key } of [revoked, expired, bearer])
    assert.deepEqual(await keys.findPair(accessKeyIdOf(key.id)), { kind: "unknown" });
});

test("a pair rotates into a pair", async () => {
  const { keys } = await open();
  const old = await keys.create({ name: "aws", scopes: ["read"], isPair: true, createdBy: "test" });
  const fresh = await keys.rotate(old.key.id, { overlapMs: 1_000, principal: "test" });
  assert.equal((await keys.findPair(accessKeyIdOf(fresh.key.id))).kind, "valid");
  assert.equal((await keys.findPair(accessKeyIdOf(old.key.id))).kind, "valid");
  assert.notEqual(fresh.secret, old.secret);
});
