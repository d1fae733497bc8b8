import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { epochMs } from "@landbridge/model";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { openKeyRing } from "./key-ring.ts";
import { createSecretStore } from "./secret-store.ts";

const hasCode = (code: string) => (error: Error) => "code" in error && error.code === code;
const clock = { now: () => epochMs(1_700_000_000_000), setTimer: () => () => {} };

async function open(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-secrets-"));
  const store = await openSqliteStore({ memory: true });
  context.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, "secrets.key");
  const ring = await openKeyRing({ file, environment: {} });
  return { store, file, secrets: createSecretStore({ store, clock, ring }) };
}

test("a secret is revealed as it was put, and its row does not hold it", async (context) => {
  const { store, secrets } = await open(context);
  const value = "planted-secret äöü\nsecond line";
  const put = await secrets.put({ name: "db", value, by: "me" });
  assert.partialDeepStrictEqual(put, { name: "db", revision: 1, updatedBy: "me" });
  assert.equal(await secrets.reveal("db"), value);
  const row = await store.get("secrets", "db");
  const base64 = Buffer.from(value).toString("base64url");
  assert.ok(row !== undefined && !row.body.includes("planted") && !row.body.includes(base64));
  assert.equal((await secrets.put({ name: "db", value: "new", by: "you" })).revision, 2);
  assert.equal(await secrets.reveal("db"), "new");
  assert.doesNotMatch(JSON.stringify(await secrets.list({ limit: 10 })), /new|sealed/);
  assert.equal(await secrets.delete("db"), true);
  assert.equal(await secrets.delete("db"), false);
  await assert.rejects(secrets.reveal("db"), hasCode("SECRET_NOT_FOUND"));
});

test("a row that was changed, or copied over another one's, does not open", async (context) => {
  const { store, secrets } = await open(context);
  await secrets.put({ name: "a", value: "one", by: "me" });
  await secrets.put({ name: "b", value: "two", by: "me" });
  const row = await store.get("secrets", "a");
  assert.ok(row !== undefined);
  const write = async (body: string): Promise<void> => {
    const update = { kind: "update", table: "secrets", key: "b", body } as const;
    await store.commit([{ partition: null, epoch: 0, guards: [], writes: [update] }]);
  };
  await write(row.body);
  await assert.rejects(secrets.reveal("b"), hasCode("SECRET_UNREADABLE"));
});

test("after a rotation everything is under a new key, and the old one is kept for backups", async (context) => {
  const { file, secrets } = await open(context);
  const before = await secrets.put({ name: "a", value: "one", by: "me" });
  await secrets.put({ name: "b", value: "two", by: "me" });
  const { keyId, changedCount } = await secrets.rotate();
  assert.equal(changedCount, 2);
  assert.notEqual(keyId, before.keyId);
  const { items } = await secrets.list({ limit: 10 });
  assert.ok(items.every((item) => item.keyId === keyId && item.revision === 1));
  assert.deepEqual([await secrets.reveal("a"), await secrets.reveal("b")], ["one", "two"]);
  assert.equal(readFileSync(file, "utf8").trim().split("\n").length, 2);
  assert.equal(statSync(file).mode & 0o777, 0o600);
});

test("keys of the environment rotate by what is put first there", async (context) => {
  const { store, file } = await open(context);
  const key = (fill: number): string => Buffer.alloc(32, fill).toString("base64url");
  const ringOf = (text: string) => openKeyRing({ file, environment: { LANDBRIDGE_SECRETS_KEY: text } });
  const first = createSecretStore({ store, clock, ring: await ringOf(key(1)) });
  await first.put({ name: "a", value: "one", by: "me" });
  const both = createSecretStore({ store, clock, ring: await ringOf(`${key(2)},${key(1)}`) });
  assert.equal((await both.rotate()).changedCount, 1);
  assert.equal((await both.rotate()).changedCount, 0);
  const second = createSecretStore({ store, clock, ring: await ringOf(key(2)) });
  assert.equal(await second.reveal("a"), "one");
  await assert.rejects(first.reveal("a"), hasCode("SECRET_UNREADABLE"));
  await assert.rejects(ringOf("short"), hasCode("SECRETS_KEY_INVALID"));
});

test("a key file that others may read is refused", async (context) => {
  const { file } = await open(context);
  chmodSync(file, 0o644);
  await assert.rejects(openKeyRing({ file, environment: {} }), /chmod 600/);
});
