import assert from "node:assert/strict";
import { test } from "node:test";
import { startServer } from "../../test/http-server.ts";

test("a launch answers 202 with the run and where it is, and says who launched", async (context) => {
  const server = await startServer(context);
  const response = await server.post("/v1/jobs/load/runs", { input: null });
  assert.equal(response.status, 202);
  assert.equal(response.headers.get("location"), "/v1/runs/run-1");
  assert.equal(response.headers.get("idempotency-replayed"), null);
  const [[name, request] = []] = server.asked;
  assert.equal(name, "runs.launch");
  const { principal, ...rest } = request as { readonly principal: string };
  assert.deepEqual(rest, { job: "load", input: null });
  assert.match(principal, /^admin \([0-9a-f]{16}\)$/);
});

test("an absent input is an empty object", async (context) => {
  const server = await startServer(context);
  await server.call("/v1/jobs/load/runs", { method: "POST" });
  assert.deepEqual((server.asked.at(0)?.at(1) as { readonly input: unknown } | undefined)?.input, {});
});

test("the hash under an Idempotency-Key is of what is asked, not of how it is spelt", async (context) => {
  const server = await startServer(context);
  const headers = { "idempotency-key": "again" };
  const bodies = ['{"input":{"a":1}}', ' { "input" : {"a":1.0} } ', '{"input":{"a":2}}'];
  for (const body of bodies) {
    const response = await server.post("/v1/jobs/load/runs", body, headers);
    assert.equal(response.headers.get("idempotency-replayed"), "true");
  }
  await server.post("/v1/state-machines/nightly/executions", bodies[0], headers);
  const hashes = server.asked.map(([, request]) => {
    const { idempotency } = request as {
      readonly idempotency: { readonly key: string; readonly bodyHash: string };
    };
    assert.equal(idempotency.key, "again");
    return idempotency.bodyHash;
  });
  assert.equal(hashes[0], hashes[1]);
  assert.equal(new Set(hashes).size, 3);
});

test("an Idempotency-Key that is empty, too long or not ASCII is refused", async (context) => {
  const server = await startServer(context);
  for (const key of ["", "a b", "x".repeat(256), "é"]) {
    const response = await server.post("/v1/jobs/load/runs", {}, { "idempotency-key": key });
    assert.equal(response.status, 400, key);
  }
  assert.deepEqual(server.asked, []);
});

test("answers show neither a task's token nor the values of an environment", async (context) => {
  const server = await startServer(context);
  for (const path of ["/v1/runs", "/v1/runs/run-1", "/v1/jobs", "/v1/jobs/load"])
    assert.doesNotMatch(await (await server.call(path)).text(), /secret/);
});

test("a list passes its filters on and answers items and next", async (context) => {
  const server = await startServer(context);
  const since = "2023-11-14T22:13:20.123Z";
  const path = `/v1/runs?job=load&status=RUNNING&host=local&since=${since}&until=2030-01-01T00:00:00Z`;
  const response = await server.call(`${path}&limit=5`);
  const { items, next } = (await response.json()) as { items: { id: string }[]; next: string };
  assert.deepEqual([items.length, items[0]?.id], [1, "run-1"]);
  await server.call(`${path}&limit=7&cursor=${next}`);
  const filters = { job: "load", status: "RUNNING", host: "local" };
  const times = { since: Date.parse(since), until: Date.parse("2030-01-01") };
  assert.deepEqual(server.asked, [
    ["runs.list", { limit: 5, ...filters, ...times }],
    ["runs.list", { limit: 7, cursor: "more", ...filters, ...times }],
  ]);
  const last = (await (await server.call("/v1/jobs")).json()) as { next: null };
  assert.equal(last.next, null);
});

test("history has AWS's shapes, and leaves data out when asked", async (context) => {
  const server = await startServer(context);
  const read = async (query: string) =>
    ((await (await server.call(`/v1/executions/exec-1/history${query}`)).json()) as { items: unknown[] })
      .items[0];
  const base = { timestamp: 1_700_000_000.123, type: "ExecutionStarted", id: 1, previousEventId: 0 };
  assert.deepEqual(await read(""), {
    ...base,
    executionStartedEventDetails: { input: "{}", inputDetails: { truncated: false }, roleArn: "role" },
  });
  assert.deepEqual(await read("?includeData=false"), {
    ...base,
    executionStartedEventDetails: { roleArn: "role" },
  });
});

test("an execution is found by its ARN as by its id", async (context) => {
  const server = await startServer(context);
  const arn = "arn:aws:states:us-east-1:000000000000:execution:nightly:exec-1";
  for (const id of [arn, encodeURIComponent(arn), "exec-1"])
    assert.equal((await server.call(`/v1/executions/${id}`)).status, 200);
});

test("a plan of a project is asked for as a plan", async (context) => {
  const server = await startServer(context);
  const project = { name: "bank", jobs: [], functions: [], stateMachines: [], schedules: [] };
  const answer = (await (await server.post("/v1/project?plan=true", project)).json()) as { isPlan: boolean };
  assert.equal(answer.isPlan, true);
  assert.equal((server.asked.at(0)?.at(2) as { readonly isPlan: boolean } | undefined)?.isPlan, true);
});

test("a key that was made over HTTP works, and is refused from its revocation on", async (context) => {
  const server = await startServer(context);
  const made = await server.post("/v1/keys", { name: "ci", scopes: ["read"] });
  assert.equal(made.status, 201);
  const { id, secret } = (await made.json()) as { id: string; secret: string };
  const headers = { "x-api-key": secret };
  assert.equal((await server.call("/v1/runs", { headers })).status, 200);
  assert.equal((await server.call(`/v1/keys/${id}`, { method: "DELETE" })).status, 200);
  const refused = await server.call("/v1/runs", { headers });
  assert.equal(((await refused.json()) as { code: string }).code, "KEY_REVOKED");
  assert.ok(!(await (await server.call("/v1/keys")).text()).includes(secret));
});
