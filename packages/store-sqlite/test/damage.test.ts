import assert from "node:assert/strict";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { LandbridgeError } from "@landbridge/model";
import { openSqliteStore } from "../src/open.ts";
import { canMount, inOwnMounts, scratchFolder, script } from "./children.ts";

test("a file of garbage is reported as damaged, with its path and what to do", async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, "landbridge.db"), "not a database ".repeat(1_000));
  await refuses(folder, "STORE_CORRUPT", /landbridge\.db: .+restore a backup/s);
});

test("a damaged lock is reported as damaged", async (t) => {
  const folder = scratchFolder(t);
  writeFileSync(join(folder, "lock.db"), "not a database ".repeat(1_000));
  await refuses(folder, "STORE_CORRUPT", /lock\.db/);
});

test("pages overwritten with garbage are reported when they are read", async (t) => {
  const folder = scratchFolder(t);
  const first = await openSqliteStore({ folder });
  const { epoch } = await first.acquire(0);
  const body = "x".repeat(100_000);
  await first.commit([
    {
      partition: 0,
      epoch,
      guards: [],
      writes: [{ kind: "insert", table: "settings", key: "k", columns: {}, body }],
    },
  ]);
  await first.close();
  const file = openSync(join(folder, "landbridge.db"), "r+");
  writeSync(file, Buffer.alloc(1024 * 1024, 0xff), 0, 1024 * 1024, 4096 * 2);
  closeSync(file);
  const read = async (): Promise<unknown> => {
    const store = await openSqliteStore({ folder });
    t.after(() => store.close());
    return store.get("settings", "k");
  };
  await assert.rejects(read(), (error) => error instanceof LandbridgeError && error.code === "STORE_CORRUPT");
});

test("a store of a newer version is refused and left as it is", async (t) => {
  const folder = scratchFolder(t);
  await (await openSqliteStore({ folder })).close();
  edit(folder, "PRAGMA user_version = 99");
  await refuses(folder, "STORE_NEWER", /layout 99, this program knows up to 1; run the newer Landbridge/);
  edit(folder, "PRAGMA user_version = 1");
  await (await openSqliteStore({ folder })).close();
});

test("another program's database is refused and left as it is", async (t) => {
  const folder = scratchFolder(t);
  edit(folder, "CREATE TABLE theirs (x)");
  await refuses(folder, "STORE_CORRUPT", /not one of Landbridge; choose another data folder/);
  const database = new DatabaseSync(join(folder, "landbridge.db"));
  assert.equal(database.prepare("SELECT count(*) AS n FROM sqlite_schema").get()?.n, 1);
  database.close();
});

test("columns, tables and indexes that a store lacks are made when it is opened", async (t) => {
  const folder = scratchFolder(t);
  await (await openSqliteStore({ folder })).close();
  edit(folder, "DROP TABLE slots; DROP INDEX runs_notifyDue_partial; ALTER TABLE runs DROP COLUMN notifyDue");
  const store = await openSqliteStore({ folder });
  t.after(() => store.close());
  const { epoch } = await store.acquire(0);
  const columns = {
    job: "j",
    status: "QUEUED",
    host: null,
    requestedAt: 1,
    openSince: 1,
    notifyDue: 5,
  };
  await store.commit([
    {
      partition: 0,
      epoch,
      guards: [],
      writes: [
        { kind: "insert", table: "runs", key: "r", columns, body: "{}" },
        { kind: "insert", table: "slots", key: "j", columns: {}, body: "{}" },
      ],
    },
  ]);
  const page = await store.list("runs", { orderBy: "notifyDue", direction: "ascending", limit: 1 });
  assert.equal(page.rows[0]?.key, "r");
});

test("a file where the folder should be is refused with its path", async (t) => {
  const file = join(scratchFolder(t), "file");
  writeFileSync(file, "");
  await refuses(file, "STORE_READ_ONLY", /file: EEXIST/);
  await refuses(
    join(file, "data"),
    "STORE_READ_ONLY",
    /ENOTDIR.+choose a folder that this user may write to/,
  );
});

for (const [what, path] of [
  ["a data folder", "."],
  ["the parent of a data folder", "data"],
] as const) {
  test(`${what} that is mounted read-only is refused as such`, (t) => {
    if (!canMount()) return t.skip("this user may not mount");
    const folder = scratchFolder(t);
    mkdirSync(join(folder, "mount"));
    const line =
      'mount -t tmpfs tmpfs "$1"; mount -o remount,bind,ro "$1"; exec "$2" "$3" "$1/$4" </dev/null';
    const { stdout, stderr } = inOwnMounts(
      line,
      join(folder, "mount"),
      process.execPath,
      script("hold.ts"),
      path,
    );
    assert.equal(stderr, "");
    assert.equal(JSON.parse(stdout).result, "STORE_READ_ONLY");
  });
}

test("a store whose file system became read-only is refused as such", (t) => {
  if (!canMount()) return t.skip("this user may not mount");
  const line =
    'mount -t tmpfs tmpfs "$1"; "$2" "$3" "$1" </dev/null; mount -o remount,bind,ro "$1"; exec "$2" "$3" "$1" </dev/null';
  const { stdout } = inOwnMounts(line, scratchFolder(t), process.execPath, script("hold.ts"));
  const [first, second] = stdout
    .trim()
    .split("\n")
    .map((text) => JSON.parse(text));
  assert.equal(first.result, "held");
  assert.equal(second.result, "STORE_READ_ONLY");
});

function edit(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, "landbridge.db"));
  database.exec(sql);
  database.close();
}

async function refuses(folder: string, code: string, message: RegExp): Promise<void> {
  await assert.rejects(openSqliteStore({ folder }), (error) => {
    assert.ok(error instanceof LandbridgeError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return true;
  });
}

test("rows of before the partitions are of partition 0, and the old indexes are gone", async (t) => {
  const folder = scratchFolder(t);
  const first = await openSqliteStore({ folder });
  const { epoch } = await first.acquire(0);
  const columns = { partition: 5, execution: "e", status: "RUNNING", startedAt: 1, stoppedAt: null };
  const insert = { kind: "insert", table: "mapRuns", key: "old", body: "{}" } as const;
  const writes = [{ ...insert, columns: { ...columns, openSince: 1 } }];
  await first.commit([{ partition: 0, epoch, guards: [], writes }]);
  await first.close();
  const old = "DROP INDEX mapRuns_partition_openSince_partial; ALTER TABLE mapRuns DROP COLUMN partition";
  edit(folder, `${old}; CREATE INDEX mapRuns_openSince_partial ON mapRuns (openSince)`);
  const store = await openSqliteStore({ folder });
  t.after(() => store.close());
  const query = { where: { partition: 0 }, orderBy: "openSince", direction: "ascending", limit: 10 } as const;
  const { rows } = await store.list("mapRuns", query);
  assert.deepEqual(
    rows.map(({ key }) => key),
    ["old"],
  );
  const database = new DatabaseSync(join(folder, "landbridge.db"), { readOnly: true });
  t.after(() => database.close());
  const found = database
    .prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'mapRuns_openSince_partial'")
    .get();
  assert.equal(found?.n, 0);
});
