import assert from "node:assert/strict";
import { test } from "node:test";
import { apiLimits, type ErrorCode, errorSpec, type Problem, problemSchema } from "@landbridge/api";
import { startServer, type TestRequest } from "../../test/http-server.ts";

async function problemOf(response: Response, code: ErrorCode): Promise<Problem> {
  const text = await response.text();
  assert.match(response.headers.get("content-type") ?? "", /^application\/problem\+json/, text);
  const problem = problemSchema.parse(JSON.parse(text));
  assert.equal(problem.code, code, text);
  assert.equal(response.status, errorSpec(code).status);
  assert.equal(problem.status, response.status);
  assert.equal(problem.instance, `urn:uuid:${response.headers.get("x-request-id")}`);
  return problem;
}

test("a body that is not JSON is told where it stops being JSON, without repeating it", async (context) => {
  const server = await startServer(context);
  for (const body of ['{"input": secret-word}', "{", '{"input":1}}', "\u0000"]) {
    const problem = await problemOf(await server.post("/v1/jobs/load/runs", body), "INVALID_JSON");
    assert.ok(!problem.detail.includes("secret-word"));
  }
  const latin1 = new Uint8Array([0x22, 0xe9, 0x22]);
  const request = { method: "POST", body: latin1, headers: { "content-type": "application/json" } };
  await problemOf(await server.call("/v1/jobs/load/runs", request), "INVALID_JSON");
  assert.deepEqual(server.asked, []);
});

test("a body nested deeper than the limit, or with a member __proto__, is refused", async (context) => {
  const server = await startServer(context);
  const deep = `{"input":${"[".repeat(200_000)}${"]".repeat(200_000)}}`;
  await problemOf(await server.post("/v1/jobs/load/runs", deep), "INVALID_JSON");
  const proto = '{"input":{"a":[{"__proto__":{"isAdmin":true}}]}}';
  await problemOf(await server.post("/v1/jobs/load/runs", proto), "INVALID_JSON");
});

test("every mistake of a request is told at once, with where it is", async (context) => {
  const server = await startServer(context);
  const body = { name: "", scopes: ["root"], expiresAt: "tomorrow", more: 1 };
  const problem = await problemOf(await server.post("/v1/keys", body), "INVALID_REQUEST");
  assert.deepEqual(problem.issues?.map((issue) => issue.path).toSorted(), [
    "",
    "/expiresAt",
    "/name",
    "/scopes/0",
  ]);
  const query = await server.call("/v1/runs?limit=0&status=DONE&jobs=load&cursor=");
  const { issues } = await problemOf(query, "INVALID_REQUEST");
  const paths = issues?.map((issue) => issue.path).toSorted();
  assert.deepEqual(paths, ["/query", "/query/cursor", "/query/limit", "/query/status"]);
});

test("a query that the operation does not take is told, not ignored", async (context) => {
  const server = await startServer(context);
  const problem = await problemOf(await server.call("/v1/runs/run-1?follow=true"), "INVALID_REQUEST");
  assert.equal(problem.issues?.[0]?.path, "/query/follow");
  await problemOf(await server.call("/v1/runs?job=a&job=b"), "INVALID_REQUEST");
});

test("an unknown name is 404 and says what kind of thing is unknown", async (context) => {
  const server = await startServer(context);
  const unknown: readonly (readonly [string, ErrorCode])[] = [
    ["/v1/jobs/nope", "JOB_NOT_FOUND"],
    ["/v1/runs/nope", "RUN_NOT_FOUND"],
    ["/v1/runs/run-1/log?attempt=2", "LOG_NOT_FOUND"],
    ["/v1/state-machines/nope", "STATE_MACHINE_NOT_FOUND"],
    ["/v1/executions/nope/history", "EXECUTION_NOT_FOUND"],
    ["/v1/executions/nope/map-runs", "EXECUTION_NOT_FOUND"],
    ["/v1/map-runs/nope", "MAP_RUN_NOT_FOUND"],
    ["/v1/schedules/nope/occurrences", "SCHEDULE_NOT_FOUND"],
    ["/errors/NOPE", "ERROR_NOT_FOUND"],
    ["/v2/jobs", "ROUTE_NOT_FOUND"],
    ["/v1/jobs/", "INVALID_REQUEST"],
    ["/", "ROUTE_NOT_FOUND"],
  ];
  for (const [path, code] of unknown) await problemOf(await server.call(path), code);
  await problemOf(await server.call("/v1/keys/nope", { method: "DELETE" }), "KEY_NOT_FOUND");
});

test("a path with another method is 405 and names the methods that it has", async (context) => {
  const server = await startServer(context);
  const response = await server.call("/v1/keys", { method: "PUT", body: "x" });
  assert.equal(response.headers.get("allow"), "GET, POST");
  await problemOf(response, "METHOD_NOT_ALLOWED");
  await problemOf(await server.call("/v1/runs/a%2Fb", { method: "PATCH" }), "METHOD_NOT_ALLOWED");
  await problemOf(await server.call("/v1/nothing", { method: "PATCH" }), "ROUTE_NOT_FOUND");
});

test("a body of another type is 415, a missing one 400, and none is needed where none must be", async (context) => {
  const server = await startServer(context);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  await problemOf(await server.post("/v1/jobs/load/runs", "input=1", form), "UNSUPPORTED_MEDIA_TYPE");
  await problemOf(
    await server.post("/v1/jobs/load/runs", "{}", { "content-type": "nonsense" }),
    "UNSUPPORTED_MEDIA_TYPE",
  );
  const charset = { "content-type": "application/json; charset=utf-8" };
  assert.equal((await server.post("/v1/jobs/load/runs", "{}", charset)).status, 202);
  await problemOf(await server.call("/v1/keys", { method: "POST" }), "INVALID_REQUEST");
  assert.equal((await server.call("/v1/jobs/load/runs", { method: "POST" })).status, 202);
});

test("a body over the route's limit is 413, whether its length was told or not", async (context) => {
  const server = await startServer(context);
  const large = JSON.stringify({ input: "x".repeat(apiLimits.payloadBodyBytesMax) });
  await problemOf(await server.post("/v1/jobs/load/runs", large), "BODY_TOO_LARGE");
  const chunks = new ReadableStream({
    start(controller) {
      for (let i = 0; i < 100; i += 1) controller.enqueue(new Uint8Array(65_536).fill(0x20));
      controller.close();
    },
  });
  const request = {
    method: "POST",
    body: chunks,
    duplex: "half",
    headers: { "content-type": "application/json" },
  };
  await problemOf(await server.call("/v1/jobs/load/runs", request as TestRequest), "BODY_TOO_LARGE");
  assert.deepEqual(server.asked, []);
});

test("an input over its own limit is told as a mistake at /input", async (context) => {
  const server = await startServer(context);
  const body = { input: "x".repeat(apiLimits.groundPayloadBytesMax) };
  const problem = await problemOf(await server.post("/v1/jobs/load/runs", body), "INVALID_REQUEST");
  assert.equal(problem.issues?.[0]?.path, "/input");
});

test("a path that is no URL or far too long is refused", async (context) => {
  const server = await startServer(context);
  const bad = await problemOfLoose(await server.call("/v1/runs/%ff%zz"));
  assert.equal(bad.code, "INVALID_REQUEST");
  const long = await problemOfLoose(await server.call(`/v1/runs/${"x".repeat(3_000)}`));
  assert.equal(long.code, "URI_TOO_LONG");
  await problemOf(await server.call(`/v1/runs/${"x".repeat(600)}`), "INVALID_REQUEST");
});

/** Of a request that was refused before it had an id in the answer's headers. */
async function problemOfLoose(response: Response): Promise<Problem> {
  return problemSchema.parse(await response.json());
}

test("a launch that would overlap is 409 and names the run in the way and its own", async (context) => {
  const server = await startServer(context);
  const problem = await problemOf(await server.post("/v1/jobs/busy/runs", {}), "RUN_BLOCKED");
  assert.equal(problem.blockingRun, "run-1");
  assert.equal(problem.run, "run-2");
});

test("what goes wrong inside is 500 with an instance, and its reason is in the log alone", async (context) => {
  const server = await startServer(context);
  const response = await server.post("/v1/jobs/broken/runs", {});
  const problem = await problemOf(response, "INTERNAL");
  assert.ok(!JSON.stringify(problem).includes("secret-stack"));
  const line = server.lines.find((text) => text.includes("secret-stack"));
  assert.ok(line?.includes(response.headers.get("x-request-id") ?? "none"));
});

test("a problem's type leads to what the error means", async (context) => {
  const server = await startServer(context);
  const problem = await problemOf(await server.call("/v1/jobs/nope"), "JOB_NOT_FOUND");
  const explained = (await (await fetch(`${server.url}${problem.type}`)).json()) as { title: string };
  assert.equal(explained.title, problem.title);
});
