import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { openSqliteStore } from "@landbridge/store-sqlite";
import { joinObjects, objectsMistake } from "./shared-objects.ts";

const isElsewhere = (error: Error): boolean => "code" in error && error.code === "OBJECTS_NOT_SHARED";

async function open(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-objects-"));
  const store = await openSqliteStore({ memory: true });
  context.after(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  return { store, at: (name: string) => join(folder, name) };
}

test("nodes that name no folder keep objects apart, which is told and not refused", async (context) => {
  const { store } = await open(context);
  await joinObjects(store, undefined);
  assert.match((await objectsMistake(store, undefined)) ?? "", /no other one finds/);
});

test("once a folder is named, a node that names none or sees another one is refused", async (context) => {
  const { store, at } = await open(context);
  await joinObjects(store, at("shared"));
  await joinObjects(store, at("shared"));
  assert.equal(await objectsMistake(store, at("shared")), undefined);
  await assert.rejects(joinObjects(store, undefined), isElsewhere);
  await assert.rejects(joinObjects(store, at("not-mounted")), isElsewhere);
  assert.equal(existsSync(at("not-mounted")), false, "what is refused is not made");
  assert.match((await objectsMistake(store, at("not-mounted"))) ?? "", /is it mounted/);
});

test("a copy of the folder at another place is the same folder", async (context) => {
  const { store, at } = await open(context);
  await joinObjects(store, at("shared"));
  await cp(at("shared"), at("moved"), { recursive: true });
  await joinObjects(store, at("moved"));
});

test("of two nodes that name two folders at once, one is refused", async (context) => {
  const { store, at } = await open(context);
  const outcomes = await Promise.allSettled([joinObjects(store, at("a")), joinObjects(store, at("b"))]);
  assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ["fulfilled", "rejected"]);
});
