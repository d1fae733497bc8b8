import assert from "node:assert/strict";
import { test } from "node:test";
import { openSqliteStore } from "../src/open.ts";
import { scratchFolder, start } from "./children.ts";

// Law 1. The rounds share a folder, so each also recovers what the one before left behind.

test("every key that was acknowledged before a kill -9 is there after it", async (t) => {
  const folder = scratchFolder(t);
  const acknowledged: string[] = [];
  for (const lines of [1, 40, 150, 700]) {
    const child = start(t, "commit-loop.ts", folder);
    for (let line = 0; line < lines; line += 1) acknowledged.push(String((await child.lines.next()).value));
    await child.kill();
    // What it still printed before it died was acknowledged too.
    for (let next = await child.lines.next(); next.done !== true; next = await child.lines.next()) {
      acknowledged.push(next.value);
    }
  }
  const store = await openSqliteStore({ folder });
  t.after(() => store.close());
  assert.ok(acknowledged.length >= 891);
  for (const key of acknowledged) {
    const row = await store.get("settings", key);
    assert.equal(row?.body, key);
    assert.deepEqual(
      (await store.journal(row.head, 2)).map(({ body }) => body),
      [`journal of ${key}`],
    );
  }
});
