import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { startServer } from "../../test/http-server.ts";

interface Refused {
  readonly code: string;
}

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as Refused).code;
}

test("a key that sends faster than its rate is told how long to wait; another key is not held back", async (context) => {
  const server = await startServer(context, { limits: { requestsPerSecond: 0.001, requestsBurst: 3 } });
  const statuses: number[] = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await server.call("/v1/jobs")).status);
  assert.deepEqual(statuses, [200, 200, 200]);
  const refused = await server.call("/v1/jobs");
  assert.equal(await codeOf(refused), "RATE_LIMITED");
  const waitSeconds = Number(refused.headers.get("retry-after"));
  assert.ok(waitSeconds >= 1 && waitSeconds <= 1_000, String(waitSeconds));
  assert.equal((await server.call("/v1/jobs", { headers: { "x-api-key": server.keyOf.read } })).status, 200);
  assert.equal((await server.call("/healthz")).status, 200);
});

test("what is under way is bounded for each key and for all", async (context) => {
  const gates = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  let begun = 0;
  const allBegun = Promise.withResolvers<void>();
  const readiness = async () => {
    const gate = gates[begun];
    begun += 1;
    if (begun === 3) allBegun.resolve();
    await gate?.promise;
    return [];
  };
  const server = await startServer(context, { limits: { inFlightMax: 3 }, services: { readiness } });
  const waiting = gates.map(() => server.call("/readyz"));
  await allBegun.promise;
  const refused = await server.call("/v1/jobs");
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get("retry-after"), "1");
  assert.equal(await codeOf(refused), "OVERLOADED");
  for (const gate of gates) gate.resolve();
  for (const answer of waiting) assert.equal((await answer).status, 200);
  assert.equal((await server.call("/v1/jobs")).status, 200);
});

test("a key's own bound is reached before that of all", async (context) => {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const server = await startServer(context, { limits: { inFlightPerKeyMax: 1 } });
  server.services.jobs.list = async () => {
    begun.resolve();
    await gate.promise;
    return { items: [] };
  };
  const first = server.call("/v1/jobs");
  await begun.promise;
  assert.equal(await codeOf(await server.call("/v1/runs")), "TOO_MANY_IN_FLIGHT");
  const other = await server.call("/v1/runs", { headers: { "x-api-key": server.keyOf.read } });
  assert.equal(other.status, 200);
  gate.resolve();
  assert.equal((await first).status, 200);
  assert.equal((await server.call("/v1/runs")).status, 200);
});

test("a client that hangs up does not free its place before the work it began is done", async (context) => {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const server = await startServer(context, { limits: { inFlightPerKeyMax: 1 } });
  server.services.jobs.list = async () => {
    begun.resolve();
    await gate.promise;
    return { items: [] };
  };
  const hangUp = new AbortController();
  const first = server.call("/v1/jobs", { signal: hangUp.signal });
  await begun.promise;
  hangUp.abort();
  await assert.rejects(first);
  assert.equal((await server.call("/v1/runs")).status, 429);
  gate.resolve();
  while ((await server.call("/v1/runs")).status !== 200);
});

test("an address that keeps sending wrong keys is no longer listened to, until it has waited", async (context) => {
  const server = await startServer(context, { limits: { refusedPerSecond: 0.001, refusedBurst: 2 } });
  const wrong = { headers: { "x-api-key": "guess" } };
  assert.equal((await server.call("/v1/jobs", wrong)).status, 401);
  assert.equal((await server.call("/v1/jobs", wrong)).status, 401);
  assert.equal(await codeOf(await server.call("/v1/jobs", wrong)), "RATE_LIMITED");
});

async function answerTo(port: number, send: (socket: Socket) => void): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  let text = "";
  socket.on("data", (bytes: Buffer) => (text += bytes.toString()));
  socket.on("error", () => {});
  send(socket);
  await once(socket, "close");
  return text;
}

test("what is no HTTP, or has headers over the limit, gets a problem and loses its connection", async (context) => {
  const server = await startServer(context);
  const garbage = await answerTo(server.port, (socket) => socket.write("\x16\x03\x01\x02\x00 hello\r\n\r\n"));
  assert.match(garbage, /^HTTP\/1\.1 400 [^]*"code":"INVALID_REQUEST"/);
  const heavy = `GET /healthz HTTP/1.1\r\nhost: x\r\nx-large: ${"x".repeat(20_000)}\r\n\r\n`;
  const large = await answerTo(server.port, (socket) => socket.write(heavy));
  assert.match(large, /^HTTP\/1\.1 431 [^]*"code":"HEADERS_TOO_LARGE"/);
});

test("a connection on which nothing moves is cut off", async (context) => {
  const server = await startServer(context, { limits: { stallMs: 50 } });
  const text = await answerTo(server.port, (socket) => socket.write("POST /v1/keys HTTP/1.1\r\nhost: x\r\n"));
  assert.doesNotMatch(text, / 2\d\d /);
});

test("a large body without a valid key is not read", async (context) => {
  const server = await startServer(context);
  const head =
    "POST /v1/project HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 30000000\r\n\r\n";
  const text = await answerTo(server.port, (socket) => socket.write(`${head}{"name":`));
  assert.match(text, /^HTTP\/1\.1 401 /);
  assert.match(text, /connection: close/i);
});
