import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { defaultHome, type HomeChoice, openHome } from "./open-home.ts";

const frankfurt = { region: "eu-central-1", account: "123456789012" };

async function openStore(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-home-"));
  const store = await openSqliteStore({ folder });
  t.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { epoch } = await store.acquire(0);
  const held = { store, partition: 0, epoch: () => epoch };
  return { ...held, home: (choice?: HomeChoice) => openHome({ ...held, ...(choice && { choice }) }) };
}

test("a store begins with what was chosen, and later starts need not say it", async (t) => {
  const { home } = await openStore(t);
  assert.deepEqual(await home(frankfurt), { partition: "aws", ...frankfurt });
  assert.deepEqual(await home(), { partition: "aws", ...frankfurt });
  assert.deepEqual(await home({ region: "eu-central-1" }), { partition: "aws", ...frankfurt });
});

test("a store that has begun refuses another home and says which one it has", async (t) => {
  const { home } = await openStore(t);
  assert.deepEqual(await home(), defaultHome);
  await assert.rejects(home(frankfurt), /HOME_MISMATCH|begun in region us-east-1 with account 000000000000/);
  await assert.rejects(home({ account: "123456789012" }), /start without --account, or with an empty store/);
  assert.deepEqual(await home({ region: "us-east-1" }), defaultHome);
});

test("a store with state machines of a version that knew one home only has that one", async (t) => {
  const { home, store, epoch } = await openStore(t);
  const columns = { createdAt: 1, listed: 0 };
  const machine = { kind: "insert", table: "machines", key: "old", columns, body: "{}" } as const;
  await store.commit([{ partition: 0, epoch: epoch(), guards: [], writes: [machine] }]);
  await assert.rejects(home(frankfurt), /begun in region us-east-1/);
  assert.deepEqual(await home(), defaultHome);
});

test("of two nodes that begin a store at once one decides", async (t) => {
  const { home } = await openStore(t);
  const outcomes = await Promise.allSettled([home(frankfurt), home({ region: "eu-west-1" })]);
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
});

for (const [what, choice] of [
  ["a region that is none", { region: "Frankfurt" }],
  ["a region of another partition", { region: "cn-north-1" }],
  ["an account with a dash", { account: "1234-5678-9012" }],
] as const)
  test(`${what} is refused before anything is stored`, async (t) => {
    const { home } = await openStore(t);
    await assert.rejects(home(choice), /a region is named|another partition|twelve digits/);
    assert.deepEqual(await home(frankfurt), { partition: "aws", ...frankfurt });
  });
