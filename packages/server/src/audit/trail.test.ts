import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Store } from "@landbridge/store";
import { createFakeClock } from "../../test/fake-clock.ts";
import { testSealer } from "../../test/http-server.ts";
import { memoryStore } from "../../test/memory-store.ts";
import { blockKey } from "./block-row.ts";
import type { AuditLimits } from "./limits.ts";
import { exportAudit, listAudit } from "./read.ts";
import type { AuditRecord } from "./record.ts";
import { createAuditTrail } from "./trail.ts";
import { verifyAudit } from "./verify.ts";

const event = {
  principal: { key: "k1", name: "ci" },
  address: "127.0.0.1",
  via: "native",
  operation: "launchJob",
  action: "runs:launch",
  target: "/v1/jobs/load/runs",
  outcome: "done",
  status: 202,
} as const;

async function open(context: TestContext, limits: Partial<AuditLimits> = {}) {
  const { store } = await memoryStore();
  const clock = createFakeClock();
  const failures: unknown[] = [];
  const failed = (error: unknown): void => void failures.push(error);
  const make = (over: Store = store) =>
    createAuditTrail({ store: over, clock, sealer: testSealer, failed, limits });
  const trail = make();
  context.after(() => trail.close());
  return { store, clock, failures, trail, make, verify: () => verifyAudit(store, testSealer) };
}

test("records are numbered without gaps and chained, however many come at once", async (context) => {
  const { store, trail, verify } = await open(context, { blockRecordsMax: 7 });
  await Promise.all(Array.from({ length: 50 }, (_, n) => trail.append({ ...event, target: `/${n}` })));
  const found = await verify();
  assert.partialDeepStrictEqual(found, { isSound: true, recordCount: 50, first: 1 });
  const { items } = await listAudit(store, { limit: 1_000 });
  assert.deepEqual(
    items.map(({ seq }) => seq),
    Array.from({ length: 50 }, (_, n) => 50 - n),
  );
  assert.equal(items[0]?.hash, found.head.hash);
  const blocks = await store.list("audit", { orderBy: "first", direction: "ascending", limit: 100 });
  assert.ok(blocks.rows.length < 15, "what waits goes into one block");
});

test("two nodes that write at the same time make one chain", async (context) => {
  const { trail, make, verify } = await open(context, { blockRecordsMax: 3 });
  const other = make();
  await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? trail : other).append(event)));
  assert.partialDeepStrictEqual(await verify(), { isSound: true, recordCount: 20 });
  await other.close();
});

/** Rewrites a block as somebody who can write to the database would. */
async function tamper(store: Store, number: number, change: (body: string) => string): Promise<void> {
  const key = blockKey(number);
  const row = await store.get("audit", key);
  assert.ok(row !== undefined);
  const update = { kind: "update", table: "audit", key, body: change(row.body) } as const;
  await store.commit([{ partition: null, epoch: 0, guards: [], writes: [update] }]);
}

for (const [what, act, problem] of [
  [
    "a changed record",
    (store: Store) => tamper(store, 2, (body) => body.replace("ci", "me")),
    /block 2.*changed/,
  ],
  [
    "a record changed together with its hashes",
    async (store: Store) => {
      const { chainHash } = await import("./record.ts");
      await tamper(store, 3, (body) => {
        const block = JSON.parse(body) as { previous: string; events: AuditRecord[]; hash: string };
        const [first] = block.events;
        assert.ok(first !== undefined);
        const events = [{ ...first, status: 200 }];
        return JSON.stringify({ ...block, events, hash: chainHash(block.previous, 3, events[0] ?? first) });
      });
    },
    /block 3.*seal/,
  ],
  [
    "a block taken out",
    async (store: Store) => {
      const writes = [{ kind: "delete", table: "audit", key: blockKey(2) } as const];
      await store.commit([{ partition: null, epoch: 0, guards: [], writes }]);
    },
    /block 3.*blocks 2 and on are missing/,
  ],
] as const)
  test(`${what} is found`, async (context) => {
    const { store, trail, verify } = await open(context);
    for (let n = 0; n < 3; n += 1) await trail.append(event);
    assert.equal((await verify()).isSound, true);
    await act(store);
    const found = await verify();
    assert.equal(found.isSound, false);
    assert.match(found.problem ?? "", problem);
  });

test("retention deletes from the beginning, and the chain goes on from a sealed anchor", async (context) => {
  const { store, trail, clock, verify } = await open(context, { keptMs: 1_000, keptRecordsMax: 10 });
  for (let n = 0; n < 5; n += 1) await trail.append(event);
  clock.advance(2_000);
  for (let n = 0; n < 3; n += 1) await trail.append(event);
  await trail.sweep();
  assert.partialDeepStrictEqual(await verify(), { isSound: true, recordCount: 3, first: 6 });
  for (let n = 0; n < 12; n += 1) await trail.append(event);
  await trail.sweep();
  assert.partialDeepStrictEqual(await verify(), { isSound: true, recordCount: 10, first: 11 });
  const row = await store.get("settings", "audit-anchor");
  assert.ok(row !== undefined);
  const body = row.body.replace('"seq":10', '"seq":9');
  const update = { kind: "update", table: "settings", key: row.key, body } as const;
  await store.commit([{ partition: null, epoch: 0, guards: [], writes: [update] }]);
  assert.match((await verify()).problem ?? "", /anchor/);
});

test("the newest block stays though everything is too old, so numbers are never used twice", async (context) => {
  const { trail, clock, make, verify } = await open(context, { keptMs: 1_000 });
  await trail.append(event);
  await trail.append(event);
  clock.advance(5_000);
  await trail.sweep();
  const later = make();
  await later.append(event);
  await later.close();
  assert.partialDeepStrictEqual(await verify(), {
    isSound: true,
    recordCount: 2,
    first: 2,
    head: { seq: 3 },
  });
});

test("a list filters, and its pages follow each other", async (context) => {
  const { store, trail, clock } = await open(context, { blockRecordsMax: 2 });
  const times: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    times.push(clock.now());
    await trail.append({ ...event, outcome: n % 3 === 0 ? "refused" : "done" });
    clock.advance(1_000);
  }
  const refused = await listAudit(store, { limit: 2, outcome: "refused" });
  assert.deepEqual(
    refused.items.map(({ seq }) => seq),
    [7, 4],
  );
  const rest = await listAudit(store, { limit: 2, outcome: "refused", cursor: refused.next ?? "" });
  assert.deepEqual(
    rest.items.map(({ seq }) => seq),
    [1],
  );
  assert.equal(rest.next, undefined);
  const [, , from = 0, , to = 0] = times;
  const between = await listAudit(store, { limit: 10, since: from, until: to });
  assert.deepEqual(
    between.items.map(({ seq }) => seq),
    [4, 3],
  );
  assert.equal((await listAudit(store, { limit: 10, principal: "nobody" })).items.length, 0);
  assert.equal((await listAudit(store, { limit: 10, principal: "k1" })).items.length, 9);
});

test("an export holds every record with its hash, oldest first", async (context) => {
  const { store, trail } = await open(context, { blockRecordsMax: 2 });
  await Promise.all(Array.from({ length: 9 }, () => trail.append(event)));
  let text = "";
  for await (const piece of exportAudit(store)) text += piece;
  const records = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditRecord);
  assert.deepEqual(
    records.map(({ seq }) => seq),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
});

test("strangers cannot flood it: many tries from one address are two records", async (context) => {
  const { store, trail, clock } = await open(context, { strangerMs: 1_000 });
  const { principal: _, ...attempt } = {
    ...event,
    outcome: "refused",
    status: 401,
    code: "KEY_INVALID",
  } as const;
  for (let n = 0; n < 100; n += 1) trail.noteStranger(attempt);
  clock.advance(1_000);
  await trail.append(event);
  const { items } = await listAudit(store, { limit: 10 });
  assert.deepEqual(
    items.map(({ principal, count }) => [principal === null, count]),
    [
      [false, undefined],
      [true, 99],
      [true, undefined],
    ],
  );
});

test("a record that cannot be written is told, and the next one is written", async (context) => {
  const { store, make, verify } = await open(context);
  let isBroken = true;
  const trail = make({
    ...store,
    commit: async (entries) => {
      if (isBroken) throw new Error("the disk is full");
      return store.commit(entries);
    },
  });
  await assert.rejects(trail.append(event), /disk is full/);
  isBroken = false;
  await trail.append(event);
  assert.partialDeepStrictEqual(await verify(), { isSound: true, recordCount: 1 });
  await trail.close();
});
