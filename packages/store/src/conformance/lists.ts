import assert from "node:assert/strict";
import { suite, type TestContext, test } from "node:test";
import { AssertionError } from "@landbridge/model";
import { isStoreError } from "../errors.ts";
import type { ListQuery, Store } from "../port.ts";
import { entryOf, insertExecution } from "./entries.ts";
import { fresh, type OpenStore } from "./open-store.ts";

type Query = ListQuery<"executions">;

export function listContract(name: string, open: OpenStore): void {
  suite(`${name}: lists`, () => {
    test("rows come in the order of the column, then of the key, either way", async (t) => {
      const store = await withExecutions(t, open);
      const ascending = { orderBy: "startedAt", direction: "ascending", limit: 100 } as const;
      assert.deepEqual(await keys(store, ascending), ["a", "B", "b", "c", "d", "é"]);
      const descending = { ...ascending, direction: "descending" } as const;
      assert.deepEqual(await keys(store, descending), ["é", "d", "c", "b", "B", "a"]);
    });

    test("pages of any size give each row once and in order, equal values too", async (t) => {
      const store = await withExecutions(t, open);
      for (const direction of ["ascending", "descending"] as const) {
        for (const limit of [1, 2, 3, 5, 6]) {
          const all = await keys(store, { orderBy: "startedAt", direction, limit: 100 });
          const paged: string[] = [];
          let after: string | undefined;
          do {
            const query: Query = { orderBy: "startedAt", direction, limit };
            const page = await store.list("executions", after === undefined ? query : { ...query, after });
            assert.ok(page.rows.length > 0 && page.rows.length <= limit);
            paged.push(...page.rows.map(({ key }) => key));
            after = page.next;
          } while (after !== undefined);
          assert.deepEqual(paged, all);
        }
      }
    });

    test("a list may be narrowed by equal columns, null among them", async (t) => {
      const store = await withExecutions(t, open);
      const query = { orderBy: "startedAt", direction: "ascending", limit: 100 } as const;
      assert.deepEqual(await keys(store, { ...query, where: { machine: "two" } }), ["B", "d"]);
      assert.deepEqual(await keys(store, { ...query, where: { machine: "two", status: "FAILED" } }), ["d"]);
      assert.deepEqual(await keys(store, { ...query, where: { wakeAt: null } }), ["b", "d"]);
      assert.deepEqual(await keys(store, { ...query, where: { machine: "three" } }), []);
    });

    test("rows without a value to order by are left out, and the rest is from `atLeast` to `atMost`", async (t) => {
      const store = await withExecutions(t, open);
      const query = { orderBy: "wakeAt", direction: "ascending", limit: 100 } as const;
      assert.deepEqual(await keys(store, query), ["c", "a", "é", "B"]);
      assert.deepEqual(await keys(store, { ...query, atMost: 50 }), ["c", "a", "é"]);
      assert.deepEqual(await keys(store, { ...query, atMost: -1 }), []);
      assert.deepEqual(await keys(store, { ...query, atLeast: 50 }), ["a", "é", "B"]);
      assert.deepEqual(await keys(store, { ...query, atLeast: 50, atMost: 50 }), ["a", "é"]);
    });

    test("a row that gets or loses its value comes and goes", async (t) => {
      const { store, epoch } = await fresh(t, open);
      const query = { orderBy: "wakeAt", direction: "ascending", limit: 100 } as const;
      const wakeAt = (value: number | null) =>
        store.commit([
          entryOf(epoch, [], [{ kind: "update", table: "executions", key: "a", columns: { wakeAt: value } }]),
        ]);
      await store.commit([entryOf(epoch, [], [insertExecution("a")])]);
      assert.deepEqual(await keys(store, query), []);
      await wakeAt(5);
      assert.deepEqual(await keys(store, query), ["a"]);
      await wakeAt(null);
      assert.deepEqual(await keys(store, query), []);
    });

    test("a cursor that no list gave is refused as such", async (t) => {
      const store = await withExecutions(t, open);
      for (const after of ["", "x", "1", "1~", "~a", "1.5~a", "99999999999999999~a"]) {
        const page = store.list("executions", {
          orderBy: "startedAt",
          direction: "ascending",
          limit: 1,
          after,
        });
        await assert.rejects(page, (error) => isStoreError(error, "CURSOR_INVALID"), after);
      }
    });

    test("a limit out of its range is our own mistake", async (t) => {
      const { store } = await fresh(t, open);
      for (const limit of [0, -1, 1_001]) {
        const page = store.list("executions", { orderBy: "startedAt", direction: "ascending", limit });
        await assert.rejects(page, AssertionError);
      }
    });

    test("a page carries rows whole", async (t) => {
      const { store, epoch } = await fresh(t, open);
      await store.commit([entryOf(epoch, [], [insertExecution("a", { startedAt: 3 })])]);
      const { rows, next } = await store.list("executions", {
        orderBy: "startedAt",
        direction: "ascending",
        limit: 1,
      });
      assert.deepEqual(rows, [await store.get("executions", "a")]);
      assert.equal(next, undefined);
    });
  });
}

async function withExecutions(t: TestContext, open: OpenStore): Promise<Store> {
  const { store, epoch } = await fresh(t, open);
  const writes = [
    insertExecution("c", { machine: "one", startedAt: 20, wakeAt: 0 }),
    insertExecution("é", { machine: "one", startedAt: 30, wakeAt: 50 }),
    insertExecution("a", { machine: "one", startedAt: 10, wakeAt: 50 }),
    insertExecution("b", { machine: "one", startedAt: 20 }),
    insertExecution("B", { machine: "two", startedAt: 20, wakeAt: 1_700_000_000_000 }),
    insertExecution("d", { machine: "two", status: "FAILED", startedAt: 20 }),
  ];
  await store.commit(writes.map((write) => entryOf(epoch, [], [write])));
  return store;
}

async function keys(store: Store, query: Query): Promise<readonly string[]> {
  return (await store.list("executions", query)).rows.map(({ key }) => key);
}
