import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isStoreError } from "../errors.ts";
import { absent, entryOf, insert } from "./entries.ts";
import { fresh, type OpenStore } from "./open-store.ts";

export function epochContract(name: string, open: OpenStore): void {
  suite(`${name}: epochs`, () => {
    test("each acquire raises the epoch of its partition alone", async (t) => {
      const { store, epoch } = await fresh(t, open);
      assert.ok((await store.acquire(0)).epoch > epoch);
      const other = await store.acquire(7);
      assert.ok((await store.acquire(7)).epoch > other.epoch);
    });

    test("whoever held the partition before is fenced, and nothing of the call is applied (S4)", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const { epoch: next } = await store.acquire(0);
      const call = [entryOf(next, [], [insert("new")]), entryOf(epoch, [], [insert("old")])];
      await assert.rejects(store.commit(call), (error) => isStoreError(error, "FENCED"));
      assert.equal(await store.get("settings", "new"), undefined);
      assert.equal(await store.get("settings", "old"), undefined);
      assert.deepEqual(await store.commit([entryOf(next, [], [insert("new")])]), [{ ok: true }]);
    });

    test("a partition that nobody acquired takes no entry", async (t) => {
      const { store } = await fresh(t, open);
      for (const epoch of [0, 1]) {
        const call = store.commit([{ partition: 9, epoch, guards: [], writes: [insert("k")] }]);
        await assert.rejects(call, (error) => isStoreError(error, "FENCED"));
      }
    });

    test("an epoch from the future is refused too", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const call = store.commit([entryOf(epoch + 1, [], [insert("k")])]);
      await assert.rejects(call, (error) => isStoreError(error, "FENCED"));
    });

    test("an entry of no partition is fenced by nobody, and decided by its guards alone (S10)", async (t) => {
      const { store } = await fresh(t, open);
      const free = { partition: null, epoch: 0, guards: [absent("k")], writes: [insert("k")] };
      assert.deepEqual(await store.commit([free]), [{ ok: true }]);
      const [second] = await store.commit([free]);
      assert.equal(second?.ok, false);
    });

    test("a fenced call takes no other call with it", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const fenced = store.commit([entryOf(epoch - 1, [], [insert("old")])]);
      const taken = store.commit([entryOf(epoch, [], [insert("new")])]);
      await assert.rejects(fenced, (error) => isStoreError(error, "FENCED"));
      assert.deepEqual(await taken, [{ ok: true }]);
    });

    test("one call may hold entries of several partitions", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const { epoch: other } = await store.acquire(1);
      const outcomes = await store.commit([
        entryOf(epoch, [], [insert("a")]),
        { partition: 1, epoch: other, guards: [], writes: [insert("b")] },
      ]);
      assert.deepEqual(outcomes, [{ ok: true }, { ok: true }]);
    });
  });
}
