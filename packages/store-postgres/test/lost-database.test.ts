import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { isStoreError } from "@landbridge/store";
import { openPostgresStore } from "../src/index.ts";
import { howToGetPostgres, isPostgresMissing, startPrivateServer } from "../src/private-server/index.ts";
import { missingOf, startWriter } from "./writer.ts";

suite("a database that goes away", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("stopped at once and started again, it has what was acknowledged, and writing goes on", async (t) => {
    const server = await startPrivateServer();
    t.after(() => server.remove());
    const store = await openPostgresStore({ url: server.url(), log: { warn: () => {} } });
    t.after(() => store.close());
    const writer = await startWriter(store);
    for (let i = 0; i < 2; i += 1) {
      await writer.more(200);
      await server.stop("immediate");
      await server.start();
    }
    await writer.more(200);
    await writer.stop();
    assert.deepEqual(await missingOf(store, writer.acknowledged), []);
    assert.deepEqual(
      writer.failures.filter((code) => code !== "UNKNOWN_OUTCOME" && code !== "STORE_UNAVAILABLE"),
      [],
      "the epoch is good still, and nothing else went wrong",
    );
  });

  test("while it is away, whoever asks is told at once that trying again may help", async (t) => {
    const server = await startPrivateServer();
    t.after(() => server.remove());
    const store = await openPostgresStore({
      url: server.url("?connect_timeout=60"),
      log: { warn: () => {} },
    });
    t.after(() => store.close());
    const { epoch } = await store.acquire(0);
    await server.stop("fast");
    const isUnavailable = (error: unknown): boolean =>
      isStoreError(error, "STORE_UNAVAILABLE") &&
      error instanceof Error &&
      "retryable" in error &&
      error.retryable === true &&
      !error.message.includes(server.password);
    const began = performance.now();
    const write = { kind: "insert", table: "settings", key: "k", columns: {}, body: "" } as const;
    await assert.rejects(store.commit([{ partition: 0, epoch, guards: [], writes: [write] }]), isUnavailable);
    await assert.rejects(store.get("settings", "k"), isUnavailable);
    await assert.rejects(store.acquire(0), isUnavailable);
    // That of a connection is a minute here, and that of an answer fifteen seconds.
    assert.ok(performance.now() - began < 14_000, "nobody waited for a timeout");
  });

  test("a store whose database is away can be closed", async (t) => {
    const server = await startPrivateServer();
    t.after(() => server.remove());
    const store = await openPostgresStore({ url: server.url(), log: { warn: () => {} } });
    await server.stop("immediate");
    await store.close();
  });
});
