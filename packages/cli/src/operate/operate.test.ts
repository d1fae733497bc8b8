import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { landbridge } from "../../test/run-landbridge.ts";

const folder = mkdtempSync(join(tmpdir(), "landbridge-operate-"));
after(() => rmSync(folder, { recursive: true }));

async function makeStore(name: string): Promise<string> {
  const store = await openSqliteStore({ folder: join(folder, name, "store") });
  const { epoch } = await store.acquire(0);
  const slot = {
    kind: "insert",
    table: "slots",
    key: "load",
    columns: {},
    body: '{"v":1,"holder":"r1"}',
  } as const;
  await store.commit([{ partition: 0, epoch, guards: [], writes: [slot] }]);
  await store.close();
  return name;
}

test("a backup is made, restored once, and looked at", async () => {
  const data = await makeStore("one");
  const made = await landbridge(["backup", "b.landbridge", "--data", data], { folder });
  assert.equal(made.status, 0, made.err);
  assert.match(made.out, /b\.landbridge: 1 slots, \d+ bytes\n/);
  const restored = await landbridge(["restore", "b.landbridge", "--data", "two", "--json"], { folder });
  assert.deepEqual((JSON.parse(restored.out) as { rows: unknown }).rows, { slots: 1 });
  const again = await landbridge(["restore", "b.landbridge", "--data", "two"], { folder });
  assert.equal(again.status, 1);
  assert.match(again.err, /^landbridge: the store holds something already: [^\n]*empty folder\n$/);

  const found = await landbridge(["doctor", "--data", "two", "--json"], { folder });
  assert.equal(found.status, 1);
  const { isSound, findings } = JSON.parse(found.out) as { isSound: boolean; findings: { where: string }[] };
  assert.equal(isSound, false);
  assert.ok(findings.some(({ where }) => where === "slots load"));
});

test("what is missing or misspelt is one clear line, without the password", async () => {
  for (const [argv, status, message] of [
    [["backup", "b", "--data", "nothing"], 1, /nothing\/store\/landbridge\.db/],
    [["restore", "nothing.landbridge", "--data", "three"], 1, /^landbridge: the backup cannot be read: /],
    [["backup"], 2, /file/],
    [["doctor", "--store", "mysql://u:secret@h/d"], 2, /not one that is known/],
    [["migrate", "--store", "postgres://u:secret@127.0.0.1:1/d"], 1, /the store cannot be reached/],
    [["migrate"], 0, /^$/],
  ] as const) {
    const end = await landbridge(argv, { folder });
    assert.equal(end.status, status, end.err);
    assert.match(end.err, message);
    assert.doesNotMatch(end.err, /secret/);
  }
});
