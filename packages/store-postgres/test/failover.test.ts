import assert from "node:assert/strict";
import { suite, type TestContext, test } from "node:test";
import { isStoreError, type Store } from "@landbridge/store";
import { openPostgresStore } from "../src/index.ts";
import {
  howToGetPostgres,
  isPostgresMissing,
  type Network,
  type PrivateServer,
  startNetwork,
  startPrivateServer,
} from "../src/private-server/index.ts";
import { missingOf, startWriter } from "./writer.ts";

suite("a standby that is promoted", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("has all that was acknowledged, when replication is synchronous", async (t) => {
    const { primary, standby, store, warnings } = await pair(t, "standby1");
    assert.equal(warnings.length, 0);
    const { shared } = store;
    assert.ok(shared !== undefined);
    const beat = { id: "n1", name: "n", leaseMs: 60_000, facts: "{}" };
    const before = await shared.beat(beat);
    const [held] = await shared.take("n1", [5], 60_000);
    assert.ok(held !== undefined);

    const writer = await startWriter(store);
    await writer.more(300);
    await primary.stop("immediate");
    await standby.promote();
    await writer.more(300);
    await writer.stop();
    assert.deepEqual(await missingOf(store, writer.acknowledged), []);
    const expected = new Set(["UNKNOWN_OUTCOME", "STORE_UNAVAILABLE", "FENCED"]);
    assert.deepEqual(
      writer.failures.filter((code) => !expected.has(code)),
      [],
    );
    assert.ok(writer.failures.includes("FENCED"), "what was acquired on the old timeline is worth nothing");
    assert.ok(warnings.some((message) => message.includes("new timeline")));

    // Every lease is off, under epochs that the old primary cannot have given.
    const late = { partition: held.partition, epoch: held.epoch, guards: [], writes: [] };
    await assert.rejects(store.commit([late]), (error) => isStoreError(error, "FENCED"));
    const after = await shared.beat(beat);
    assert.deepEqual(after.held, []);
    assert.ok(after.era > before.era);
    const [again] = await shared.take("n1", [5], 60_000);
    assert.ok(again !== undefined && again.epoch > held.epoch + 1);

    // The old primary comes back by itself, and still takes itself for one: it stands first in the URL.
    await primary.start();
    await dropConnections(standby);
    const key = "after the old primary came back";
    await until(async () => {
      const { epoch } = await store.acquire(1);
      const write = { kind: "insert", table: "settings", key, columns: {}, body: "" } as const;
      await store.commit([{ partition: 1, epoch, guards: [], writes: [write] }]);
    });
    assert.equal(await keyIn(primary, key), false);
    assert.equal(await keyIn(standby, key), true);
  });

  test("is found at another address behind the same name, with all that was acknowledged", async (t) => {
    const { primary, standby, network } = await pair(t, "standby1");
    const warnings: string[] = [];
    const url = `postgres://postgres@127.0.0.1:${network.port}/postgres`;
    const store = await openPostgresStore({
      url,
      environment: { PGPASSWORD: primary.password },
      log: { warn: (message) => void warnings.push(message) },
    });
    t.after(() => store.close());
    const writer = await startWriter(store);
    await writer.more(300);
    await primary.stop("immediate");
    await standby.promote();
    network.leadTo(standby.port);
    await writer.more(300);
    await writer.stop();
    assert.deepEqual(await missingOf(store, writer.acknowledged), []);
    assert.ok(warnings.some((message) => message.includes("new timeline")));
  });

  test("is warned of at the start, when replication is asynchronous", async (t) => {
    const { warnings } = await pair(t, "");
    assert.match(warnings.join("\n"), /replicates asynchronously: .*may be lost/);
  });
});

interface Pair {
  readonly primary: PrivateServer;
  readonly standby: PrivateServer;
  /** An address of the primary's, which may lead elsewhere later. */
  readonly network: Network;
  readonly store: Store;
  readonly warnings: readonly string[];
}

async function pair(t: TestContext, synchronousStandbys: string): Promise<Pair> {
  const primary = await startPrivateServer({ settings: { synchronous_standby_names: "" } });
  t.after(() => primary.remove());
  const standby = await primary.cloneStandby("standby1");
  t.after(() => standby.remove());
  await primary.execute(`ALTER SYSTEM SET synchronous_standby_names = '${synchronousStandbys}'`);
  await primary.execute("SELECT pg_reload_conf()");
  await until(async () => {
    const [row] = await primary.execute(
      "SELECT count(*)::int AS n, current_setting('synchronous_standby_names') AS names FROM pg_stat_replication",
    );
    assert.deepEqual(row, { n: 1, names: synchronousStandbys });
  });
  const network = await startNetwork(primary.port);
  t.after(() => network.close());
  const warnings: string[] = [];
  const hosts = [primary, standby].map(({ port }) => `127.0.0.1:${port}`).join(",");
  const url = `postgres://postgres@${hosts}/postgres?target_session_attrs=read-write`;
  const store = await openPostgresStore({
    url,
    environment: { PGPASSWORD: primary.password },
    log: { warn: (message) => void warnings.push(message) },
  });
  t.after(() => store.close());
  return { primary, standby, network, store, warnings };
}

async function dropConnections(server: PrivateServer): Promise<void> {
  await server.execute(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'landbridge'",
  );
}

async function keyIn(server: PrivateServer, key: string): Promise<boolean> {
  const rows = await server.execute(`SELECT 1 FROM landbridge.settings WHERE key = '${key}'`);
  return rows.length > 0;
}

/** Tries again while it fails, for as long as a test may take. */
async function until(act: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await act();
      return;
    } catch (error) {
      if (tries >= 2_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
