import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { AssertionError } from "@landbridge/model";
import { absent, atVersion, entryOf, insert, remove, update } from "./entries.ts";
import { fresh, type OpenStore } from "./open-store.ts";

export function atomicityContract(name: string, open: OpenStore): void {
  suite(`${name}: atomicity`, () => {
    test("an entry that is refused has written nothing, not even to the journal (S1)", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("held"), insert("k", "{}", "first")])]);
      const before = await store.get("settings", "k");
      await store.commit([
        entryOf(epoch, [atVersion("k", 1), absent("held")], [update("k", "x", "second"), insert("n")]),
      ]);
      assert.deepEqual(await store.get("settings", "k"), before);
      assert.equal(await store.get("settings", "n"), undefined);
    });

    test("an entry that is refused takes none of its call with it", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const outcomes = await store.commit([
        entryOf(epoch, [absent("a")], [insert("a")]),
        entryOf(epoch, [absent("a")], [insert("b")]),
        entryOf(epoch, [absent("c")], [insert("c")]),
      ]);
      assert.deepEqual(
        outcomes.map(({ ok }) => ok),
        [true, false, true],
      );
      assert.equal(await store.get("settings", "b"), undefined);
      assert.notEqual(await store.get("settings", "c"), undefined);
    });

    test("a call with a mistake in it takes no other call with it", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const before = store.commit([entryOf(epoch, [], [insert("before", "{}", "j1")])]);
      const mistake = store.commit([
        entryOf(epoch, [], [insert("beside")]),
        entryOf(epoch, [], [remove("missing")]),
      ]);
      const after = store.commit([entryOf(epoch, [atVersion("before", 1)], [update("before", "{}", "j2")])]);
      await assert.rejects(mistake, AssertionError);
      assert.deepEqual([...(await before), ...(await after)], [{ ok: true }, { ok: true }]);
      assert.equal(await store.get("settings", "beside"), undefined);
      const chain = await store.journal((await store.get("settings", "before"))?.head ?? 0, 10);
      assert.deepEqual(
        chain.map(({ body }) => body),
        ["j2", "j1"],
      );
    });

    test("calls that nobody waited for take effect in order (S9)", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("k", "0")])]);
      const calls = Array.from({ length: 300 }, (_, i) =>
        store.commit([entryOf(epoch, [atVersion("k", i + 1)], [update("k", String(i + 1))])]),
      );
      for (const [outcome] of await Promise.all(calls)) assert.deepEqual(outcome, { ok: true });
      assert.equal((await store.get("settings", "k"))?.body, "300");
    });

    test("a call of no entries resolves to no outcomes", async (t) => {
      const { store } = await fresh(t, open);
      assert.deepEqual(await store.commit([]), []);
    });

    test("an entry of a thousand rows is one entry", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const keys = Array.from({ length: 1_000 }, (_, i) => `k${i}`);
      const [outcome] = await store.commit([
        entryOf(
          epoch,
          keys.map(absent),
          keys.map((key) => insert(key)),
        ),
      ]);
      assert.deepEqual(outcome, { ok: true });
      assert.notEqual(await store.get("settings", "k999"), undefined);
    });
  });
}
