import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { AssertionError } from "@landbridge/model";
import { storeLimits } from "../limits.ts";
import { entryOf, insert, insertExecution, remove, unqualified, update } from "./entries.ts";
import { fresh, type OpenStore } from "./open-store.ts";

export function rowContract(name: string, open: OpenStore): void {
  suite(`${name}: rows`, () => {
    test("a row is read as it was written", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const columns = {
        partition: 0,
        machine: "naïve ☃ 𝄞",
        status: "",
        startedAt: 1_700_000_000_123,
        stoppedAt: null,
        wakeAt: -5,
        ...unqualified,
      };
      await store.commit([entryOf(epoch, [], [insertExecution("e", columns)])]);
      assert.deepEqual(await store.get("executions", "e"), {
        key: "e",
        version: 1,
        columns,
        body: "e",
        head: 0,
      });
    });

    test("a row that is not there is undefined", async (t) => {
      const { store } = await fresh(t, open);
      assert.equal(await store.get("executions", "e"), undefined);
    });

    test("equal keys in two tables are two rows", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insertExecution("k"), insert("k", "other")])]);
      assert.equal((await store.get("executions", "k"))?.body, "k");
      assert.equal((await store.get("settings", "k"))?.body, "other");
    });

    test("an update adds one to the version and changes only what it names", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insertExecution("e", { startedAt: 7, wakeAt: 8 })])]);
      const columns = { status: "FAILED", wakeAt: null };
      await store.commit([entryOf(epoch, [], [{ kind: "update", table: "executions", key: "e", columns }])]);
      const row = await store.get("executions", "e");
      assert.equal(row?.version, 2);
      assert.equal(row?.body, "e");
      assert.deepEqual(row?.columns, {
        partition: 0,
        machine: "m",
        status: "FAILED",
        startedAt: 7,
        stoppedAt: null,
        wakeAt: null,
        ...unqualified,
      });
      await store.commit([
        entryOf(epoch, [], [{ kind: "update", table: "executions", key: "e", body: "new" }]),
      ]);
      assert.equal((await store.get("executions", "e"))?.body, "new");
      assert.equal((await store.get("executions", "e"))?.version, 3);
    });

    test("an insert after a delete begins at version 1", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("k")]), entryOf(epoch, [], [update("k", "x")])]);
      await store.commit([entryOf(epoch, [], [remove("k")])]);
      assert.equal(await store.get("settings", "k"), undefined);
      await store.commit([entryOf(epoch, [], [insert("k")])]);
      assert.equal((await store.get("settings", "k"))?.version, 1);
    });

    test("a body of a megabyte is kept whole", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const body = "ß".repeat(1_000_000);
      await store.commit([entryOf(epoch, [], [insert("k", body, body)])]);
      const row = await store.get("settings", "k");
      assert.equal(row?.body, body);
      assert.equal((await store.journal(row?.head ?? 0, 1))[0]?.body, body);
    });

    for (const [what, writes] of mistakes) {
      test(`${what} is our own mistake, and nothing of its call is applied`, async (t) => {
        const { store, epoch } = await fresh(t, open);
        await store.commit([entryOf(epoch, [], [insert("there")])]);
        const call = [entryOf(epoch, [], [insert("beside")]), entryOf(epoch, [], writes)];
        await assert.rejects(store.commit(call), AssertionError);
        assert.equal(await store.get("settings", "beside"), undefined);
        assert.equal((await store.get("settings", "there"))?.version, 1);
      });
    }
  });
}

const mistakes = [
  ["an insert of a row that is there", [insert("there")]],
  ["an update of a row that is not there", [update("missing", "x")]],
  ["a delete of a row that is not there", [remove("missing")]],
  ["to write a row twice in an entry", [update("there", "a"), remove("there")]],
  ["an empty key", [insert("")]],
  ["a key that is too long", [insert("k".repeat(storeLimits.keyCharactersMax + 1))]],
  ["a key with a NUL", [insert("a\0b")]],
  ["a key with a lone surrogate", [insert("\ud800")]],
  ["a body with a NUL", [insert("k", "\0")]],
  ["a fraction in a column", [insertExecution("e", { startedAt: 0.5 })]],
  ["text in a numeric column", [insertExecution("e", { startedAt: "soon" })]],
] as const;
