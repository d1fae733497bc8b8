import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createVirtualClock } from "@landbridge/model/virtual-clock";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { createSecretStore } from "./secret-store.ts";
import { openSharedKeyRing } from "./shared-key-ring.ts";

const hasCode = (code: string) => (error: Error) => "code" in error && error.code === code;
const key = (fill: number): string => `${Buffer.alloc(32, fill).toString("base64url")}\n`;

async function open(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-secrets-"));
  const store = await openSqliteStore({ memory: true });
  context.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const fileOf = (node: string): string => join(folder, `${node}.key`);
  return {
    store,
    fileOf,
    write: (node: string, ...fills: number[]) =>
      writeFileSync(fileOf(node), fills.map(key).join(""), { mode: 0o600 }),
    ring: (node: string, environment = {}) => openSharedKeyRing(store, { file: fileOf(node), environment }),
  };
}

test("the first node makes a key, and a second one without it makes none and is refused", async (context) => {
  const { ring, fileOf } = await open(context);
  await ring("one");
  await assert.rejects(ring("two"), hasCode("SECRETS_KEY_MISSING"));
  assert.equal(existsSync(fileOf("two")), false);
  await ring("two", { LANDBRIDGE_SECRETS_KEY_FILE: fileOf("one") });
  copyFileSync(fileOf("one"), fileOf("two"));
  await ring("two");
});

test("of two that start a new store with keys of their own, one is refused", async (context) => {
  const { ring, write } = await open(context);
  write("one", 1);
  write("two", 2);
  const outcomes = await Promise.allSettled([ring("one"), ring("two")]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
  await assert.rejects(ring("two"), hasCode("SECRETS_KEY_MISMATCH"));
});

test("secrets of before anybody noted the key are needed too", async (context) => {
  const { ring, write, store } = await open(context);
  write("one", 1);
  write("two", 2);
  const clock = createVirtualClock();
  await createSecretStore({ store, clock, ring: await ring("one") }).put({ name: "a", value: "v", by: "me" });
  const forget = { kind: "delete", table: "settings", key: "secrets-key" } as const;
  await store.commit([{ partition: null, epoch: 0, guards: [], writes: [forget] }]);
  await assert.rejects(ring("two"), hasCode("SECRETS_KEY_MISMATCH"));
  await ring("one");
});

test("a new key goes to every node before it encrypts, and the old one when nothing is under it", async (context) => {
  const { ring, write, store } = await open(context);
  const clock = createVirtualClock();
  const secretsOf = async (node: string) => createSecretStore({ store, clock, ring: await ring(node) });
  write("one", 1);
  write("two", 1);
  await (await secretsOf("one")).put({ name: "a", value: "v", by: "me" });
  assert.equal((await (await secretsOf("one")).rotate()).changedCount, 0, "rotating makes no key");
  write("one", 2, 1);
  await ring("one");
  await assert.rejects(ring("two"), hasCode("SECRETS_KEY_MISMATCH"));
  write("two", 1, 2);
  const two = await secretsOf("two");
  write("two", 2, 1);
  const one = await secretsOf("one");
  assert.equal((await (await secretsOf("two")).rotate()).changedCount, 1);
  assert.equal(await one.reveal("a"), "v");
  assert.equal(await two.reveal("a"), "v");
  write("one", 2);
  assert.equal(await (await secretsOf("one")).reveal("a"), "v");
});

test("a key and a file that holds one are not given both", async (context) => {
  const { ring, fileOf } = await open(context);
  const both = { LANDBRIDGE_SECRETS_KEY: key(1), LANDBRIDGE_SECRETS_KEY_FILE: fileOf("one") };
  await assert.rejects(ring("one", both), hasCode("SECRETS_KEY_INVALID"));
});
