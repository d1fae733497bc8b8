import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { isStoreError } from "@landbridge/store";
import { makeSchema } from "../src/schema.ts";
import { makeStore } from "../src/store.ts";
import { canMount, inOwnMounts, scratchFolder, script } from "./children.ts";

test("a full disk refuses a commit, loses nothing, and takes commits again once there is room", (t) => {
  if (!canMount()) return t.skip("this user may not mount a small file system");
  const line = 'mount -t tmpfs -o size=6m tmpfs "$1"; exec "$2" "$3" "$1"';
  const { status, stdout, stderr } = inOwnMounts(line, scratchFolder(t), process.execPath, script("fill.ts"));
  assert.equal(status, 0, stderr);
  const { codes, acknowledgedBefore, acknowledged, kept } = JSON.parse(stdout);
  assert.deepEqual(codes, ["STORE_FULL", "STORE_FULL", "STORE_FULL"]);
  assert.ok(acknowledgedBefore > 0);
  assert.equal(acknowledged, acknowledgedBefore + 3);
  assert.equal(kept, acknowledged);
});

test("where space runs out within a batch, the calls that still fit are committed", async (t) => {
  const path = join(scratchFolder(t), "small.db");
  const database = new DatabaseSync(path);
  makeSchema(database);
  const pages = Number(database.prepare("PRAGMA page_count").get()?.page_count);
  database.exec(`PRAGMA max_page_count = ${pages + 10}`);
  const store = makeStore({ database, path, flush: "turn", release: () => {} });
  t.after(() => store.close());
  const { epoch } = await store.acquire(0);
  const put = (key: string, characters: number) =>
    store.commit([
      {
        partition: 0,
        epoch,
        guards: [],
        writes: [
          { kind: "insert", table: "settings", key, columns: {}, body: "x".repeat(characters), journal: key },
        ],
      },
    ]);
  const small = put("small", 10);
  const large = put("large", 100_000);
  const later = put("later", 10);
  await assert.rejects(large, (error) => isStoreError(error, "STORE_FULL"));
  assert.deepEqual([...(await small), ...(await later)], [{ ok: true }, { ok: true }]);
  assert.equal(await store.get("settings", "large"), undefined);
  const head = (await store.get("settings", "later"))?.head ?? 0;
  assert.deepEqual(await store.journal(head, 5), [{ seq: 2, previous: 0, body: "later" }]);
});
