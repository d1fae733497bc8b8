import assert from "node:assert/strict";
import { test } from "node:test";
import { actions, type Route, routeList } from "@landbridge/api";
import { startServer, type TestRequest, type TestServer } from "../../test/http-server.ts";

const bodies: Readonly<Record<string, unknown>> = {
  callBackRun: { status: "SUCCEEDED", result: 7 },
  updateMapRun: { maxConcurrency: 1 },
  putWebhook: { url: "https://pager.internal/hook", events: ["run.*"], secret: "${secret:store:hook}" },
  putSecret: { value: "planted" },
  signalRun: { signal: "SIGHUP" },
  resolveRun: { reason: "I looked" },
  succeedTask: { token: "good", output: 1 },
  failTask: { token: "good", error: "Bad" },
  heartbeatTask: { token: "good" },
  applyProject: { name: "bank", jobs: [], functions: [], stateMachines: [], schedules: [] },
  enrolHost: { name: "atlas" },
  createKey: { name: "ci", scopes: ["operate"], expiresAt: "2100-01-01T00:00:00Z" },
};

const names: Readonly<Record<string, string>> = {
  "/v1/jobs": "load",
  "/v1/runs": "run-1",
  "/v1/state-machines": "nightly",
  "/v1/executions": "exec-1",
  "/v1/map-runs": "map-run-1",
  "/v1/schedules": "often",
  "/v1/webhooks": "pager",
  "/v1/webhook-deliveries": "msg_1",
  "/v1/secrets": "db-password",
  "/v1/hosts": "atlas",
  "/v1/nodes": "a",
  "/v1/callbacks": "the-token",
  "/v1/dead-letters": "often@1",
  "/errors": "RUN_BLOCKED",
};

/** A request that the fake services can serve. */
function requestFor(
  route: Route,
  server: TestServer,
): { readonly path: string; readonly request: TestRequest } {
  const [collection = ""] = route.path.split("/{");
  const name = names[collection] ?? server.keyOf.read.split("_")[1] ?? "";
  const body = bodies[route.operationId];
  return {
    path: route.path.replace(/\{\w+\}/, name),
    request: {
      method: route.method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    },
  };
}

test("every operation of the table is served, with a status and a body as the table says", async (context) => {
  const server = await startServer(context);
  for (const route of routeList) {
    const { path, request } = requestFor(route, server);
    const response = await server.call(path, request);
    const text = await response.text();
    const answer = route.answers[response.status];
    assert.ok(answer !== undefined, `${route.operationId}: ${response.status} ${text}`);
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    const schema = answer.content[type];
    assert.equal(schema === undefined, text === "", `${route.operationId}: ${type}`);
    const value: unknown = type === "application/json" ? JSON.parse(text) : text;
    if (schema !== undefined) assert.deepEqual(schema.safeParse(value).error, undefined, route.operationId);
  }
});

test("no operation but the open ones answers without a valid key, and none was begun", async (context) => {
  const server = await startServer(context, { limits: { refusedBurst: 10_000 } });
  const unknown = `lb_${"0".repeat(16)}_${"0".repeat(64)}`;
  const wrong = [{}, { "x-api-key": "" }, { "x-api-key": unknown }, { authorization: `Bearer ${unknown}` }];
  const odd = [{ authorization: "Basic YTpi" }, { "x-api-key": server.keyOf.admin.slice(0, -1) }];
  for (const route of routeList.filter(({ action }) => action !== null))
    for (const headers of [...wrong, ...odd]) {
      const { path, request } = requestFor(route, server);
      const response = await fetch(`${server.url}${path}`, {
        ...request,
        headers: { "content-type": "application/json", ...headers } as Record<string, string>,
      });
      assert.equal(response.status, 401, `${route.operationId} ${JSON.stringify(headers)}`);
      assert.match(response.headers.get("www-authenticate") ?? "", /^Bearer/);
      await response.body?.cancel();
    }
  assert.deepEqual(server.asked, []);
});

test("an operation takes keys of its scope and those above, and names the scope to others", async (context) => {
  const server = await startServer(context);
  const rank = { admin: 2, operate: 1, read: 0 } as const;
  for (const route of routeList)
    for (const [held, secret] of Object.entries(server.keyOf)) {
      if (route.action === null || route.operationId === "revokeKey") continue;
      const needed = actions[route.action];
      const { path, request } = requestFor(route, server);
      const response = await server.call(path, {
        ...request,
        headers: { "content-type": "application/json", "x-api-key": secret },
        ...(request.body === undefined && route.method === "POST" ? { body: "{}" } : {}),
      });
      const isEnough = rank[held as keyof typeof rank] >= rank[needed];
      const text = await response.text();
      assert.equal(response.status === 403, !isEnough, `${route.operationId} with ${held}: ${text}`);
      if (!isEnough) assert.match(text, new RegExp(`the scope \`${needed}\``));
    }
});

test("the open operations answer without a key", async (context) => {
  const server = await startServer(context);
  for (const route of routeList.filter(({ action, proof }) => action === null && proof === undefined)) {
    const { path } = requestFor(route, server);
    const response = await fetch(`${server.url}${path}`);
    assert.equal(response.status, 200, route.operationId);
    await response.body?.cancel();
  }
});

test("a bearer token does as well as x-api-key", async (context) => {
  const server = await startServer(context);
  const headers = { authorization: `Bearer ${server.keyOf.read}` };
  assert.equal((await fetch(`${server.url}/v1/jobs`, { headers })).status, 200);
});
