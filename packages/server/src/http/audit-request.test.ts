import assert from "node:assert/strict";
import { test } from "node:test";
import { startServer, type TestServer } from "../../test/http-server.ts";
import { listAudit } from "../audit/read.ts";

async function written(server: TestServer): Promise<readonly (readonly unknown[])[]> {
  const { items } = await listAudit(server.store, { limit: 100 });
  return items
    .toReversed()
    .map(({ principal, operation, target, outcome, code, made }) =>
      [principal?.name, operation, target, outcome, code ?? made].filter((part) => part !== undefined),
    );
}

test("changes are written before they are answered, with who and what, and without what was sent", async (context) => {
  const server = await startServer(context);
  await server.post("/v1/jobs/load/runs", { input: { password: "planted-secret" } });
  await server.post("/v1/jobs/busy/runs", {});
  await server.post("/v1/jobs/nope/runs?x=planted-secret", {});
  await server.call("/v1/runs/run-1");
  await server.post("/v1/runs/run-1/stop", { reason: "planted-secret" });
  assert.deepEqual(await written(server), [
    ["admin", "launchJob", "/v1/jobs/load/runs", "done", "/v1/runs/run-1"],
    ["admin", "launchJob", "/v1/jobs/busy/runs", "refused", "RUN_BLOCKED"],
    ["admin", "launchJob", "/v1/jobs/nope/runs", "refused", "INVALID_REQUEST"],
    ["admin", "stopRun", "/v1/runs/run-1/stop", "done"],
  ]);
  const { items } = await listAudit(server.store, { limit: 100 });
  assert.doesNotMatch(JSON.stringify(items), /planted-secret/);
  assert.ok(items.every(({ address }) => address === "127.0.0.1"));
});

test("what was refused is written: without a key, beyond a grant, and after a look-up", async (context) => {
  const server = await startServer(context);
  await server.call("/v1/runs", { headers: { "x-api-key": "nonsense" } });
  await server.post("/v1/jobs/load/runs", {}, { "x-api-key": server.keyOf.read });
  const made = await server.post("/v1/keys", { name: "narrow", launch: ["job:other"] });
  const { secret } = (await made.json()) as { readonly secret: string };
  await server.call("/v1/runs/run-1", { headers: { "x-api-key": secret } });
  const records = await written(server);
  assert.deepEqual(
    records.map((record) => [record.at(0), record.at(-1)]),
    [
      ["listRuns", "KEY_INVALID"],
      ["read", "SCOPE_MISSING"],
      ["admin", records[2]?.at(-1)],
      ["narrow", "SCOPE_MISSING"],
    ],
  );
  const { items } = await listAudit(server.store, { limit: 100 });
  assert.ok(!JSON.stringify(items).includes(secret.slice(-20)));
});

test("nobody is told of a change whose record could not be written", async (context) => {
  const server = await startServer(context);
  server.audit.append = async () => {
    throw new Error("the disk is full");
  };
  const answer = await server.post("/v1/jobs/load/runs", {});
  assert.equal(answer.status, 500);
  assert.deepEqual(server.asked.length, 1);
});
