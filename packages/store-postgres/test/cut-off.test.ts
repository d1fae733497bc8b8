import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { openPostgresStore } from "../src/index.ts";
import {
  howToGetPostgres,
  isPostgresMissing,
  startNetwork,
  startPrivateServer,
} from "../src/private-server/index.ts";
import { missingOf, startWriter } from "./writer.ts";

suite("a network that is cut", { skip: isPostgresMissing() && howToGetPostgres }, () => {
  test("in the middle of commits, again and again, costs nothing that was acknowledged", async (t) => {
    const server = await startPrivateServer();
    t.after(() => server.remove());
    const network = await startNetwork(server.port);
    t.after(() => network.close());
    const url = `postgres://postgres:${server.password}@127.0.0.1:${network.port}/postgres`;
    const store = await openPostgresStore({ url, log: { warn: () => {} } });
    t.after(() => store.close());
    const writer = await startWriter(store);
    for (let i = 0; i < 5; i += 1) {
      await writer.more(100);
      network.reset();
    }
    await writer.more(100);
    await writer.stop();
    assert.ok(writer.failures.length > 0, "no cut was met");
    assert.deepEqual(
      writer.failures.filter((code) => code !== "UNKNOWN_OUTCOME" && code !== "STORE_UNAVAILABLE"),
      [],
    );
    assert.deepEqual(await missingOf(store, writer.acknowledged), []);
  });
});
