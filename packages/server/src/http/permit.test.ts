import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "@landbridge/api";
import { startServer, type TestServer } from "../../test/http-server.ts";

/** A key made through the API, and calls with it. */
async function holder(server: TestServer, grants: object) {
  const made = await server.post("/v1/keys", { name: "holder", ...grants });
  assert.equal(made.status, 201);
  const { secret } = (await made.json()) as { readonly secret: string };
  const headers = { "x-api-key": secret };
  return {
    get: (path: string) => server.call(path, { headers }),
    post: (path: string) => server.post(path, {}, headers),
  };
}

test("a launch grant opens its job and what became of it, and nothing else", async (context) => {
  const server = await startServer(context);
  const { get, post } = await holder(server, { launch: ["job:lo*"] });
  for (const path of ["/v1/jobs/load", "/v1/runs/run-1", "/v1/runs/run-1/log", "/v1/runs?job=load"])
    assert.equal((await get(path)).status, 200, path);
  assert.equal((await post("/v1/jobs/load/runs")).status, 202);
  for (const path of ["/v1/jobs", "/v1/runs", "/v1/runs?job=busy", "/v1/executions/exec-1", "/metrics"])
    assert.equal((await get(path)).status, 403, path);
  for (const path of ["/v1/jobs/busy/runs", "/v1/runs/run-1/stop", "/v1/state-machines/load/executions"])
    assert.equal((await post(path)).status, 403, path);
  assert.equal((await get("/v1/runs/nope")).status, 404);
});

test("a run or an execution of something else is refused once it is found", async (context) => {
  const server = await startServer(context);
  const { get } = await holder(server, { launch: ["job:other", "state-machine:other"] });
  for (const path of [
    "/v1/runs/run-1",
    "/v1/runs/run-1/log",
    "/v1/executions/exec-1",
    "/v1/executions/exec-1/history",
  ])
    assert.equal((await get(path)).status, 403, path);
  const machines = await holder(server, { launch: ["state-machine:night*"] });
  assert.equal((await machines.get("/v1/executions/exec-1/history")).status, 200);
});

test("a refusal says what is missing, and what the key has", async (context) => {
  const server = await startServer(context);
  const { post } = await holder(server, { launch: ["job:other"] });
  const problem = (await (await post("/v1/jobs/load/runs")).json()) as Problem;
  assert.equal(problem.code, "SCOPE_MISSING");
  assert.match(
    problem.detail,
    /`runs:launch` on job "load" needs the scope `operate` or the launch grant `job:load`/,
  );
  assert.match(problem.detail, /the key has the launch grant `job:other`/);
});

test("a key without any grant is not made", async (context) => {
  const server = await startServer(context);
  const refused = await server.post("/v1/keys", { name: "nothing" });
  assert.equal(refused.status, 400);
  assert.match(((await refused.json()) as Problem).detail, /needs a scope or something that it may launch/);
});

test("a key's own rate holds for it alone", async (context) => {
  const server = await startServer(context);
  const limits = { requestsPerSecond: 1, requestsBurst: 2 };
  const slow = await holder(server, { scopes: ["read"], limits });
  const statuses = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await slow.get("/v1/jobs")).status);
  assert.deepEqual(statuses, [200, 200, 429]);
  assert.equal((await slow.get("/v1/jobs")).headers.get("retry-after"), "1");
  const quick = await holder(server, { scopes: ["read"] });
  assert.equal((await quick.get("/v1/jobs")).status, 200);
});
