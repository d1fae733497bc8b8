import assert from "node:assert/strict";
import { suite, type TestContext, test } from "node:test";
import { isStoreError, type Store } from "@landbridge/store";
import { openPostgresStore } from "../src/index.ts";
import { Database } from "../src/link/database.ts";
import type { Link } from "../src/link/link.ts";
import { parseTarget } from "../src/link/target.ts";
import { howToGetPostgres, isPostgresMissing, startPrivateServer } from "../src/private-server/index.ts";
import { migrate, planMigration } from "../src/sql/migrations.ts";

const schema = "landbridge";
const log = { warn: () => {} };

async function open(t: TestContext): Promise<{ readonly store: Store; readonly link: Link }> {
  const server = await startPrivateServer();
  t.after(() => server.remove());
  const store = await openPostgresStore({ url: server.url(), log });
  t.after(() => store.close());
  const link = await new Database(parseTarget(server.url(), {}), log, () => {}).connect();
  t.after(() => link.close());
  return { store, link };
}

suite("a migration", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("adds what is missing while nodes live, and they go on", async (t) => {
    const { store, link } = await open(t);
    await store.shared?.beat({ id: "old/1", name: "old", leaseMs: 60_000, facts: "{}" });
    const [held] = (await store.shared?.take("old/1", [3], 60_000)) ?? [];
    assert.ok(held !== undefined);
    // As if this program were a newer one, and the old one knew neither the column nor the index.
    await link.query(`ALTER TABLE executions DROP COLUMN "aliasAt"`);
    const added = await migrate(link, schema);
    assert.match(added.join("\n"), /ADD COLUMN.*"aliasAt"/);
    assert.match(added.join("\n"), /CREATE INDEX.*executions_machineAlias_aliasAt_partial/);
    const [outcome] = await store.commit([{ ...held, guards: [], writes: [] }]);
    assert.deepEqual(outcome, { ok: true });
  });

  test("to a layout that older programs would harm waits until none lives, then fences those that were frozen", async (t) => {
    const { store, link } = await open(t);
    const { shared } = store;
    assert.ok(shared !== undefined);
    await shared.beat({ id: "old/1", name: "old", leaseMs: 60_000, facts: "{}" });
    const [held] = await shared.take("old/1", [3], 60_000);
    assert.ok(held !== undefined);
    const isRefused = (error: unknown): boolean =>
      isStoreError(error, "STORE_NODES_ALIVE") && /alive: old;/.test(String(error));
    await assert.rejects(planMigration(link, schema, 2), isRefused);
    await assert.rejects(migrate(link, schema, 2), isRefused);
    const unharmed = await store.commit([{ ...held, guards: [], writes: [] }]);
    assert.deepEqual(unharmed, [{ ok: true }]);

    // A program of before that is frozen: its lease has run out, and it still believes in it.
    await link.query(`UPDATE nodes SET "leaseUntil" = clock_timestamp() - interval '1 second'`);
    await migrate(link, schema, 2);
    await assert.rejects(store.commit([{ ...held, guards: [], writes: [] }]), (error) =>
      isStoreError(error, "FENCED"),
    );
    await assert.rejects(migrate(link, schema), (error) => isStoreError(error, "STORE_NEWER"));
    assert.deepEqual(await planMigration(link, schema, 2), []);
  });
});
