import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { test } from "node:test";
import { createFakeClock } from "../../test/fake-clock.ts";
import { fakeServices } from "../../test/fake-services.ts";
import { startServer, testSealer } from "../../test/http-server.ts";
import { memoryStore } from "../../test/memory-store.ts";
import { createAuditTrail } from "../audit/trail.ts";
import { createKeys } from "../auth/keys.ts";
import { createHttp } from "./create-http.ts";
import type { Dialect } from "./dialect.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";

test("/readyz is 503 and says what is not ready", async (context) => {
  const readiness = async () => [{ name: "store", isReady: false, detail: "the disk is full" }];
  const server = await startServer(context, { services: { readiness } });
  const response = await server.call("/readyz");
  assert.equal(response.status, 503);
  assert.match(await response.text(), /"not-ready".*the disk is full/);
  assert.equal((await server.call("/healthz")).status, 200);
});

test("until what was open is known again, calls are refused as not ready, after the key was checked", async (context) => {
  let isAccepting = false;
  const server = await startServer(context, { services: { isAccepting: () => isAccepting } });
  const refused = await server.call("/v1/jobs");
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("retry-after"), "1");
  assert.match(await refused.text(), /"NOT_READY"/);
  assert.equal((await fetch(`${server.url}/v1/jobs`)).status, 401);
  assert.equal((await server.call("/healthz")).status, 200);
  isAccepting = true;
  assert.equal((await server.call("/v1/jobs")).status, 200);
});

test("the metrics hold the process, every operation's durations, refusals, and what others add", async (context) => {
  const server = await startServer(context);
  let depth = 3;
  server.metrics.gauge("landbridge_queue_depth", "How deep.", () => depth);
  server.metrics.gauges("landbridge_runs_open", "By status.", "status", () => ({ RUNNING: 2 }));
  const fired = server.metrics.counter("landbridge_fired_total", "Fired.", ["schedule"]);
  fired({ schedule: "often" });
  depth = 4;
  await (await server.call("/v1/jobs")).text();
  await (await server.call("/v1/jobs/nope")).text();
  await (await server.call("/secret/path")).text();
  const text = await (await server.call("/metrics")).text();
  assert.match(text, /^process_cpu_user_seconds_total /m);
  assert.match(
    text,
    /^landbridge_http_request_duration_seconds_count\{operation="listJobs",status="200"\} 1$/m,
  );
  assert.match(text, /^landbridge_http_request_duration_seconds_count\{operation="none",status="404"\} 1$/m);
  assert.match(text, /^landbridge_http_refused_total\{code="JOB_NOT_FOUND"\} 1$/m);
  assert.match(text, /^landbridge_queue_depth 4$/m);
  assert.match(text, /^landbridge_runs_open\{status="RUNNING"\} 2$/m);
  assert.match(text, /^landbridge_fired_total\{schedule="often"\} 1$/m);
  assert.doesNotMatch(text, /nope|secret/);
});

test("the page at /docs and all that it is made of come from this server and need no key", async (context) => {
  const server = await startServer(context);
  const response = await fetch(`${server.url}/docs`);
  const page = await response.text();
  assert.match(response.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.doesNotMatch(page, /https?:\/\//);
  const parts = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
  assert.ok(parts.length >= 5);
  for (const part of parts) {
    const found = await fetch(new URL(part, response.url));
    assert.equal(found.status, 200, part);
    assert.ok((await found.text()).length > 100, part);
  }
  assert.equal((await fetch(`${server.url}/docs/`)).url, `${server.url}/docs`);
  assert.equal((await fetch(`${server.url}/docs/..%2fpackage.json`)).status, 404);
});

test("a key never reaches the log, in whatever an error carries", async (context) => {
  const lines: string[] = [];
  const log = createLog({ destination: { write: (line) => void lines.push(line) } });
  const headers = { authorization: "Bearer lb_hidden", "x-api-key": "lb_hidden", host: "seen" };
  log.info({ headers, req: { headers }, body: { token: "lb_hidden", secret: "lb_hidden" } }, "a line");
  assert.match(lines.join(""), /seen/);
  assert.doesNotMatch(lines.join(""), /lb_hidden/);
  const server = await startServer(context);
  await (await server.post("/v1/jobs/broken/runs", {})).text();
  assert.ok(server.lines.length > 0);
  assert.ok(!server.lines.join("").includes(server.keyOf.admin));
});

test("another dialect on the port has its own bodies and errors, and the native one keeps its own", async (context) => {
  const dialect: Dialect = {
    name: "json-1.0",
    register(scope, shared) {
      scope.addContentTypeParser(
        "application/x-amz-json-1.0",
        { parseAs: "string" },
        (_request, body, done) => done(null, JSON.parse(String(body))),
      );
      scope.setErrorHandler((_error, _request, reply) =>
        reply.code(400).send({ __type: "ValidationException" }),
      );
      scope.post("/", async (request) => {
        shared.lifeOf(request).name("aws");
        if ((request.body as { fail?: boolean }).fail === true) throw new Error("as asked");
        return { target: request.headers["x-amz-target"] };
      });
    },
  };
  const server = await startServer(context, { dialects: [dialect] });
  const aws = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "AWSStepFunctions.ListActivities",
  };
  const answer = await server.post("/", {}, aws);
  assert.deepEqual(await answer.json(), { target: "AWSStepFunctions.ListActivities" });
  assert.deepEqual(await (await server.post("/", { fail: true }, aws)).json(), {
    __type: "ValidationException",
  });
  assert.equal((await server.post("/v1/keys", {}, aws)).status, 415);
  assert.match(await server.metrics.render(), /operation="aws",status="200"/);
});

test("a port in use is told with what to do", async (context) => {
  const other = createServer().listen(0, "127.0.0.1");
  context.after(() => other.close());
  await once(other, "listening");
  const address = other.address();
  assert.ok(typeof address === "object" && address !== null);
  const held = { ...(await memoryStore()), clock: createFakeClock() };
  const auth = createKeys(held);
  const audit = createAuditTrail({ ...held, sealer: testSealer, failed: () => {} });
  const log = createLog({ level: "silent" });
  const { services } = fakeServices();
  const http = createHttp({ services, auth, audit, log, metrics: createMetrics(), version: "0.0.0" });
  await assert.rejects(http.listen({ host: "127.0.0.1", port: address.port }), {
    code: "PORT_IN_USE",
    message: /in use by another program; choose another with --port/,
  });
  await http.close();
});
