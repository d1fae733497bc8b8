import assert from "node:assert/strict";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { test } from "node:test";
import { type Entry, isStoreError, type Store } from "@landbridge/store";
import { makeSchema } from "./schema.ts";
import { makeStore } from "./store.ts";

/** A database whose COMMIT can be made to fail with an SQLite result code. */
class FailingDatabase extends DatabaseSync {
  failure: number | undefined;

  override prepare(sql: string): StatementSync {
    const statement = super.prepare(sql);
    if (sql !== "COMMIT") return statement;
    return new Proxy(statement, {
      get: (target, name) => (name === "run" ? () => this.commit(target) : Reflect.get(target, name)),
    });
  }

  private commit(statement: StatementSync): unknown {
    if (this.failure === undefined) return statement.run();
    throw Object.assign(new Error("disk I/O error"), { errcode: this.failure });
  }
}

// https://www.sqlite.org/rescode.html
const SQLITE_IOERR_FSYNC = 1034;
const SQLITE_BUSY = 5;

test("a COMMIT that failed to sync leaves the outcome unknown and closes the store (X2)", async () => {
  const { database, store, epoch } = await open();
  database.failure = SQLITE_IOERR_FSYNC;
  const calls = [store.commit([put(epoch, "a")]), store.commit([put(epoch, "b")])];
  for (const result of await Promise.allSettled(calls)) {
    assert.ok(result.status === "rejected" && isStoreError(result.reason, "UNKNOWN_OUTCOME"));
  }
  database.failure = undefined;
  const isClosed = (error: unknown): boolean => isStoreError(error, "STORE_CLOSED");
  await assert.rejects(store.commit([put(epoch, "c")]), isClosed);
  await assert.rejects(store.get("settings", "a"), isClosed);
  await store.close();
});

test("a takeover whose COMMIT failed to sync is unknown too", async () => {
  const { database, store } = await open();
  database.failure = SQLITE_IOERR_FSYNC;
  await assert.rejects(store.acquire(0), (error) => isStoreError(error, "UNKNOWN_OUTCOME"));
  await store.close();
});

test("a COMMIT that SQLite rolled back is rejected, and the journal goes on without a gap", async (t) => {
  const { database, store, epoch } = await open();
  t.after(() => store.close());
  database.failure = SQLITE_BUSY;
  await assert.rejects(store.commit([put(epoch, "a")]), (error) => isStoreError(error, "REJECTED"));
  database.failure = undefined;
  assert.deepEqual(await store.commit([put(epoch, "a")]), [{ ok: true }]);
  assert.equal((await store.get("settings", "a"))?.head, 1);
});

test("calls that wait when the store breaks are refused, not left waiting", async () => {
  const { database, store, epoch } = await open();
  database.failure = SQLITE_IOERR_FSYNC;
  const full = Array.from({ length: 1_000 }, (_, i) => put(epoch, `k${i}`));
  const results = await Promise.allSettled([store.commit(full), store.commit([put(epoch, "late")])]);
  const codes = results.map((result) => (result.status === "rejected" ? result.reason.code : "taken"));
  assert.deepEqual(codes, ["UNKNOWN_OUTCOME", "STORE_CLOSED"]);
  await store.close();
});

async function open(): Promise<{ database: FailingDatabase; store: Store; epoch: number }> {
  const database = new FailingDatabase(":memory:");
  makeSchema(database);
  const store = makeStore({ database, path: ":memory:", flush: "turn", release: () => {} });
  return { database, store, epoch: (await store.acquire(0)).epoch };
}

function put(epoch: number, key: string): Entry {
  const write = { kind: "insert", table: "settings", key, columns: {}, body: "{}", journal: key } as const;
  return { partition: 0, epoch, guards: [], writes: [write] };
}
