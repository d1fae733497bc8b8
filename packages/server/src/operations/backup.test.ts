import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext, test } from "node:test";
import { executionId } from "@landbridge/model";
import { partitionOf, type Store } from "@landbridge/store";
import {
  howToGetPostgres,
  isPostgresMissing,
  startPrivateServer,
} from "@landbridge/store-postgres/private-server";
import { createLog } from "../http/log.ts";
import { openStore, type StoreOptions } from "../open-store.ts";
import { backupStore } from "./backup.ts";
import { restoreStore } from "./restore.ts";

const log = createLog({ level: "silent" });
const id = executionId("01890000-0000-7000-8000-000000000abc");

async function place(
  t: TestContext,
  storeUrl?: string,
): Promise<StoreOptions & { readonly dataFolder: string }> {
  const dataFolder = await mkdtemp(join(tmpdir(), "landbridge-backup-"));
  t.after(() => rm(dataFolder, { recursive: true, maxRetries: 10 }));
  return { dataFolder, environment: {}, log, ...(storeUrl !== undefined && { storeUrl }) };
}

async function withStore(options: StoreOptions, use: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(options);
  try {
    await use(store);
  } finally {
    await store.close();
  }
}

async function fillSome(store: Store): Promise<void> {
  const { epoch } = await store.acquire(0);
  const partition = partitionOf(id, store.shared?.partitionCount ?? 1);
  const columns = {
    partition,
    machine: "m",
    status: "RUNNING",
    startedAt: 7,
    stoppedAt: null,
    wakeAt: 9,
  } as const;
  const execution = {
    kind: "insert",
    table: "executions",
    key: id,
    columns: { ...noColumns, ...columns },
    body: "naïve ☃",
    journal: "one",
  } as const;
  await store.commit([{ partition: 0, epoch, guards: [], writes: [execution] }]);
  const again = { kind: "update", table: "executions", key: id, journal: "two" } as const;
  await store.commit([{ partition: 0, epoch, guards: [], writes: [again] }]);
  const settings = Array.from(
    { length: 450 },
    (_, i) => ({ kind: "insert", table: "settings", key: `k${i}`, columns: {}, body: "{}" }) as const,
  );
  await store.commit([{ partition: 0, epoch, guards: [], writes: settings }]);
}

const noColumns = { machineVersion: null, versionAt: null, machineAlias: null, aliasAt: null };

async function checkSome(store: Store): Promise<void> {
  const row = await store.get("executions", id);
  assert.deepEqual([row?.version, row?.body, row?.columns.wakeAt], [2, "naïve ☃", 9]);
  assert.equal(row?.columns.partition, partitionOf(id, store.shared?.partitionCount ?? 1));
  const chain = await store.journal(row?.head ?? 0, 10);
  assert.deepEqual(
    chain.map(({ body }) => body),
    ["two", "one"],
  );
  assert.notEqual(await store.get("settings", "k449"), undefined);
  const { epoch } = await store.acquire(0);
  assert.ok(epoch > 1_000, "no epoch is given twice");
  const more = { kind: "update", table: "executions", key: id, journal: "three" } as const;
  await store.commit([{ partition: 0, epoch, guards: [], writes: [more] }]);
  assert.equal((await store.journal((await store.get("executions", id))?.head ?? 0, 10)).length, 3);
}

const skip = isPostgresMissing() && howToGetPostgres;
const server = skip === false ? await startPrivateServer() : undefined;
after(() => server?.remove());
let schemas = 0;

function database(): string {
  schemas += 1;
  return server?.url(`?schema=s${schemas}`) ?? "";
}

for (const [from, to] of [
  ["sqlite", "sqlite"],
  ["sqlite", "postgres"],
  ["postgres", "sqlite"],
  ["postgres", "postgres"],
] as const)
  test(`what was backed up from ${from} is restored into ${to}, and goes on there`, {
    skip: from + to !== "sqlitesqlite" && skip,
  }, async (t) => {
    const source = await place(t, from === "postgres" ? database() : undefined);
    const target = await place(t, to === "postgres" ? database() : undefined);
    await withStore(source, fillSome);
    const file = join(source.dataFolder, "b.landbridge");
    const made = await backupStore({ ...source, file, version: "1", now: () => 0 });
    assert.deepEqual(made.rows, { executions: 1, settings: 450, journal: 2 });
    assert.equal(statSync(file).mode & 0o777, 0o600, "for its owner's eyes only");
    assert.deepEqual((await restoreStore({ ...target, file })).rows, made.rows);
    await withStore(target, checkSome);
    await assert.rejects(restoreStore({ ...target, file }), { code: "STORE_NOT_EMPTY" });
  });

test("a backup is made beside a server that goes on writing", async (t) => {
  const source = await place(t);
  await withStore(source, fillSome);
  const store = await openStore(source);
  t.after(() => store.close());
  const { epoch } = await store.acquire(0);
  const file = join(source.dataFolder, "b.landbridge");
  const making = backupStore({ ...source, file, version: "1", now: () => 0 });
  for (let i = 0; i < 50; i += 1) {
    const write = {
      kind: "insert",
      table: "settings",
      key: `late${i}`,
      columns: {},
      body: "",
      journal: "j",
    } as const;
    await store.commit([{ partition: 0, epoch, guards: [], writes: [write] }]);
  }
  const { rows } = await making;
  assert.equal(
    (rows["settings"] ?? 0) - 450,
    (rows["journal"] ?? 0) - 2,
    "rows and journal are of one moment",
  );
});

test("a file that was cut off or changed is refused before the store is touched", async (t) => {
  const source = await place(t);
  await withStore(source, fillSome);
  const file = join(source.dataFolder, "b.landbridge");
  await backupStore({ ...source, file, version: "1", now: () => 0 });
  const whole = readFileSync(file);
  chmodSync(file, 0o600);
  const changed = Buffer.from(whole);
  changed[100] = (changed[100] ?? 0) ^ 1;
  for (const bytes of [
    whole.subarray(0, whole.length - 40),
    whole.subarray(0, 10),
    changed,
    Buffer.from("no gzip"),
  ]) {
    writeFileSync(file, bytes);
    const target = await place(t);
    await assert.rejects(restoreStore({ ...target, file }), { code: "BACKUP_UNREADABLE" });
    assert.deepEqual(await readdir(target.dataFolder), []);
  }
  await assert.rejects(restoreStore({ ...(await place(t)), file: join(source.dataFolder, "missing") }), {
    code: "BACKUP_UNREADABLE",
  });
});
