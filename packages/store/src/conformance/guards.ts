import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { absent, atVersion, entryOf, insert, remove, update } from "./entries.ts";
import { fresh, type OpenStore } from "./open-store.ts";

export function guardContract(name: string, open: OpenStore): void {
  suite(`${name}: guards`, () => {
    test("an absent guard admits the first and shows the second who holds the row (S3)", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const [first, second] = await store.commit([
        entryOf(epoch, [absent("slot")], [insert("slot", "first")]),
        entryOf(epoch, [absent("slot")], [insert("slot", "second")]),
      ]);
      assert.deepEqual(first, { ok: true });
      const holder = { key: "slot", version: 1, columns: {}, body: "first", head: 0 };
      assert.deepEqual(second, { ok: false, guard: absent("slot"), holder });
      assert.equal((await store.get("settings", "slot"))?.body, "first");
    });

    test("of calls made at the same time exactly one gets the row", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const calls = Array.from({ length: 50 }, (_, i) =>
        store.commit([entryOf(epoch, [absent("slot")], [insert("slot", String(i))])]),
      );
      const outcomes = (await Promise.all(calls)).flat();
      assert.equal(outcomes.filter(({ ok }) => ok).length, 1);
      const body = (await store.get("settings", "slot"))?.body;
      for (const outcome of outcomes) if (!outcome.ok) assert.equal(outcome.holder?.body, body);
    });

    test("a version guard holds at that version only, and shows the row as it stands", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("k", "one")])]);
      const [taken, stale, early] = await store.commit([
        entryOf(epoch, [atVersion("k", 1)], [update("k", "two")]),
        entryOf(epoch, [atVersion("k", 1)], [update("k", "three")]),
        entryOf(epoch, [atVersion("k", 3)], [update("k", "four")]),
      ]);
      assert.equal(taken?.ok, true);
      const holder = { key: "k", version: 2, columns: {}, body: "two", head: 0 };
      assert.deepEqual(stale, { ok: false, guard: atVersion("k", 1), holder });
      assert.deepEqual(early, { ok: false, guard: atVersion("k", 3), holder });
    });

    test("a version guard on a row that is not there names no holder", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const outcomes = await store.commit([entryOf(epoch, [atVersion("k", 1)], [update("k", "x")])]);
      assert.deepEqual(outcomes, [{ ok: false, guard: atVersion("k", 1) }]);
    });

    test("the first guard that fails is the one that is named", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("a"), insert("b")])]);
      const guards = [atVersion("a", 1), absent("b"), absent("a")];
      const [outcome] = await store.commit([entryOf(epoch, guards, [])]);
      assert.deepEqual(outcome?.ok === false && outcome.guard, absent("b"));
    });

    test("guards are judged before the entry's own writes (S8)", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("a")])]);
      const [outcome] = await store.commit([
        entryOf(epoch, [atVersion("a", 1), absent("b")], [update("a", "x"), insert("b")]),
      ]);
      assert.equal(outcome?.ok, true);
    });

    test("a row that was deleted is absent for whoever comes next", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const outcomes = await store.commit([
        entryOf(epoch, [absent("slot")], [insert("slot", "a")]),
        entryOf(epoch, [atVersion("slot", 1)], [remove("slot")]),
        entryOf(epoch, [absent("slot")], [insert("slot", "b")]),
      ]);
      assert.deepEqual(outcomes, [{ ok: true }, { ok: true }, { ok: true }]);
      assert.equal((await store.get("settings", "slot"))?.body, "b");
    });

    test("an entry of guards alone is a question", async (t) => {
      const { store, epoch } = await fresh(t, open);
      assert.deepEqual(await store.commit([entryOf(epoch, [absent("k")], [])]), [{ ok: true }]);
    });
  });
}
