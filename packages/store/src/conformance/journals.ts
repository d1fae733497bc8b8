import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { AssertionError } from "@landbridge/model";
import type { Store } from "../port.ts";
import { atVersion, entryOf, insert, remove, update } from "./entries.ts";
import { fresh, type OpenStore } from "./open-store.ts";

export function journalContract(name: string, open: OpenStore): void {
  suite(`${name}: journal`, () => {
    test("each row's chain is its own, newest first, however chains are woven (S6)", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("a", "{}", "a1"), insert("b", "{}", "b1")])]);
      for (const n of [2, 3]) {
        await store.commit([
          entryOf(epoch, [atVersion("a", n - 1)], [update("a", undefined, `a${n}`)]),
          entryOf(epoch, [], [update("b", undefined, `b${n}`)]),
        ]);
      }
      assert.deepEqual(await bodies(store, "a", 10), ["a3", "a2", "a1"]);
      assert.deepEqual(await bodies(store, "b", 10), ["b3", "b2", "b1"]);
    });

    test("each journal row points to the one before it, the first to 0", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([
        entryOf(epoch, [], [insert("a", "{}", "a1")]),
        entryOf(epoch, [], [update("a", "", "a2")]),
      ]);
      const head = (await store.get("settings", "a"))?.head ?? 0;
      const [second, first] = await store.journal(head, 10);
      assert.equal(second?.seq, head);
      assert.equal(second?.previous, first?.seq);
      assert.equal(first?.previous, 0);
    });

    test("a chain is read in pieces", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("a", "{}", "1")])]);
      for (const n of ["2", "3", "4", "5"])
        await store.commit([entryOf(epoch, [], [update("a", undefined, n)])]);
      const head = (await store.get("settings", "a"))?.head ?? 0;
      const piece = await store.journal(head, 2);
      assert.deepEqual(
        piece.map(({ body }) => body),
        ["5", "4"],
      );
      const rest = await store.journal(piece.at(-1)?.previous ?? 0, 10);
      assert.deepEqual(
        rest.map(({ body }) => body),
        ["3", "2", "1"],
      );
    });

    test("a write without a journal row leaves the head where it is", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("a", "{}", "1"), insert("b")])]);
      await store.commit([entryOf(epoch, [], [update("a", "x"), update("b", "x")])]);
      assert.deepEqual(await bodies(store, "a", 10), ["1"]);
      assert.equal((await store.get("settings", "b"))?.head, 0);
    });

    test("a row that had no chain may begin one later", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("a")])]);
      await store.commit([entryOf(epoch, [], [update("a", undefined, "1")])]);
      assert.deepEqual(await bodies(store, "a", 10), ["1"]);
    });

    test("a row that is deleted with its journal takes its own chain along, and no other", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insert("a", "{}", "a1"), insert("b", "{}", "b1")])]);
      await store.commit([entryOf(epoch, [], [update("a", undefined, "a2"), update("b", undefined, "b2")])]);
      const head = (await store.get("settings", "a"))?.head ?? 0;
      const [refused] = await store.commit([
        entryOf(epoch, [atVersion("a", 9)], [{ ...remove("a"), withJournal: true }]),
      ]);
      assert.equal(refused?.ok, false);
      assert.deepEqual(await bodies(store, "a", 10), ["a2", "a1"]);
      await store.commit([entryOf(epoch, [atVersion("a", 2)], [{ ...remove("a"), withJournal: true }])]);
      await assert.rejects(store.journal(head, 10), AssertionError);
      assert.deepEqual(await bodies(store, "b", 10), ["b2", "b1"]);
    });

    test("the chain from 0 is empty", async (t) => {
      const { store } = await fresh(t, open);
      assert.deepEqual(await store.journal(0, 10), []);
    });
  });
}

async function bodies(store: Store, key: string, limit: number): Promise<readonly string[]> {
  const row = await store.get("settings", key);
  return (await store.journal(row?.head ?? 0, limit)).map(({ body }) => body);
}
