import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isStoreError } from "../errors.ts";
import { atVersion, entryOf, insert, update } from "./entries.ts";
import type { OpenStore } from "./open-store.ts";

/** @param keeps whether what it holds is there again after it was closed */
export function durabilityContract(name: string, open: OpenStore, keeps: boolean): void {
  if (keeps) keepingContract(name, open);
  suite(`${name}: closing`, () => {
    test("a closed store refuses everything, but to be closed again", async (t) => {
      const { store, remove } = await open();
      t.after(() => remove?.());
      await store.close();
      await store.close();
      const isClosed = (error: unknown): boolean => isStoreError(error, "STORE_CLOSED");
      await assert.rejects(store.acquire(0), isClosed);
      await assert.rejects(store.commit([]), isClosed);
      await assert.rejects(store.get("settings", "a"), isClosed);
      await assert.rejects(store.journal(0, 1), isClosed);
      const query = { orderBy: "startedAt", direction: "ascending", limit: 1 } as const;
      await assert.rejects(store.list("executions", query), isClosed);
    });
  });
}

function keepingContract(name: string, open: OpenStore): void {
  suite(`${name}: opening again`, () => {
    test("what was committed is there when the store is opened again", async (t) => {
      const { store, reopen, remove } = await open();
      assert.ok(reopen !== undefined, "a store that keeps what it holds can be opened again");
      const { epoch } = await store.acquire(0);
      await store.commit([entryOf(epoch, [], [insert("a", "one", "j1")])]);
      await store.commit([entryOf(epoch, [atVersion("a", 1)], [update("a", "two", "j2")])]);
      const row = await store.get("settings", "a");

      const again = await reopen(store);
      t.after(async () => {
        await again.close();
        await remove?.();
      });
      assert.deepEqual(await again.get("settings", "a"), row);
      assert.deepEqual(
        (await again.journal(row?.head ?? 0, 10)).map(({ body }) => body),
        ["j2", "j1"],
      );

      const { epoch: next } = await again.acquire(0);
      assert.ok(next > epoch, "an epoch is never given twice");
      await again.commit([entryOf(next, [atVersion("a", 2)], [update("a", "three", "j3")])]);
      const head = (await again.get("settings", "a"))?.head ?? 0;
      assert.deepEqual(
        (await again.journal(head, 10)).map(({ body }) => body),
        ["j3", "j2", "j1"],
      );
    });

    test("commits that wait when the store is closed are committed", async (t) => {
      const { store, reopen, remove } = await open();
      assert.ok(reopen !== undefined, "a store that keeps what it holds can be opened again");
      const { epoch } = await store.acquire(0);
      const waiting = store.commit([entryOf(epoch, [], [insert("a")])]);
      const again = await reopen(store);
      t.after(async () => {
        await again.close();
        await remove?.();
      });
      assert.deepEqual(await waiting, [{ ok: true }]);
      assert.notEqual(await again.get("settings", "a"), undefined);
    });
  });
}
