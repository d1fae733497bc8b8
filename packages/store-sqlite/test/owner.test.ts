import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { isStoreError } from "@landbridge/store";
import { openSqliteStore } from "../src/open.ts";
import { type Child, scratchFolder, start } from "./children.ts";

interface Said {
  readonly pid: number;
  readonly result: string;
  readonly message?: string;
}

test("a second process is refused, and told who holds the folder and since when", async (t) => {
  const folder = scratchFolder(t);
  const first = start(t, "hold.ts", folder);
  assert.equal((await said(first)).result, "held");
  const second = await said(start(t, "hold.ts", folder));
  assert.equal(second.result, "STORE_IN_USE");
  assert.match(
    second.message ?? "",
    new RegExp(`${folder} is held by process ${first.process.pid} on .+, since \\d{4}-.+Z`),
  );
});

test("a second opening in the same process is refused and leaves the first one's lock alone", async (t) => {
  const folder = scratchFolder(t);
  const store = await openSqliteStore({ folder });
  t.after(() => store.close());
  const isInUse = (error: unknown): boolean => isStoreError(error, "STORE_IN_USE");
  await assert.rejects(openSqliteStore({ folder }), isInUse);
  assert.equal((await said(start(t, "hold.ts", folder))).result, "STORE_IN_USE");
});

test("the folder is free once its owner was killed", async (t) => {
  const folder = scratchFolder(t);
  const first = start(t, "hold.ts", folder);
  assert.equal((await said(first)).result, "held");
  await first.kill();
  assert.equal((await said(start(t, "hold.ts", folder))).result, "held");
});

test("the folder is free once its owner has closed the store", async (t) => {
  const folder = scratchFolder(t);
  await (await openSqliteStore({ folder })).close();
  assert.equal((await said(start(t, "hold.ts", folder))).result, "held");
});

test("of processes that start at once exactly one gets the folder", async (t) => {
  const folder = scratchFolder(t);
  const children = Array.from({ length: 5 }, () => start(t, "hold.ts", folder));
  const answers = await Promise.all(children.map(said));
  const results = answers.map(({ result }) => result).toSorted();
  assert.deepEqual(results, ["STORE_IN_USE", "STORE_IN_USE", "STORE_IN_USE", "STORE_IN_USE", "held"]);
});

test("a new folder and its files are their owner's alone", async (t) => {
  const folder = join(scratchFolder(t), "deep", "down");
  const store = await openSqliteStore({ folder });
  t.after(() => store.close());
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  for (const file of ["landbridge.db", "landbridge.db-wal", "lock.db"]) {
    assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
  }
});

async function said(child: Child): Promise<Said> {
  const { value } = await child.lines.next();
  return JSON.parse(String(value)) as Said;
}
