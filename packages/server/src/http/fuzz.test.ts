import assert from "node:assert/strict";
import { test } from "node:test";
import { routeList } from "@landbridge/api";
import fc from "fast-check";
import { startServer } from "../../test/http-server.ts";

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "..",
    "%2e%2e%2f",
    "'; DROP TABLE keys; --",
    "\u0000",
    "__proto__",
    "constructor",
    "-1",
    "1e400",
  ),
);

const bodies = fc.oneof(
  fc.json({ maxDepth: 5 }),
  fc.string({ unit: "binary" }),
  fc
    .jsonValue({ maxDepth: 2 })
    .map((input) => JSON.stringify({ input, token: input, name: input, reason: input })),
  fc.uint8Array({ maxLength: 64 }),
);

const headers = fc.dictionary(
  fc.constantFrom("content-type", "idempotency-key", "accept", "last-event-id", "authorization", "expect"),
  fc.stringMatching(/^[!-~]{0,30}$/),
  { maxKeys: 3 },
);

/** All but the one that could end the test's own key. */
const operations = new Map(
  routeList
    .filter(({ operationId }) => operationId !== "revokeKey")
    .map((route) => [route.operationId, route]),
);

const requests = fc.record({
  operation: fc.constantFrom(...operations.keys()),
  name: fc.oneof(hostile, fc.constantFrom("load", "run-1", "nightly", "exec-1", "often")),
  query: fc.dictionary(
    fc.constantFrom("cursor", "limit", "status", "job", "offset", "plan", "when", "x"),
    hostile,
    {
      maxKeys: 3,
    },
  ),
  body: bodies,
  headers,
});

test("whatever is sent is answered, and never with 500", async (context) => {
  const server = await startServer(context, { limits: { refusedBurst: 100_000 } });
  await fc.assert(
    fc.asyncProperty(requests, async ({ operation, name, query, body, headers: sent }) => {
      const route = operations.get(operation);
      assert.ok(route !== undefined);
      const path = route.path.replace(/\{\w+\}/, () => encode(name));
      const search = Object.entries(query).map(([key, value]) => `${key}=${encode(value)}`);
      const { expect: _unsupportedByFetch, ...rest } = sent;
      const response = await server.call(`${path}?${search.join("&")}`, {
        method: route.method,
        headers: { "content-type": "application/json", ...rest },
        ...(route.method === "GET" ? {} : { body: typeof body === "string" ? body : new Uint8Array(body) }),
      });
      const text = await response.text();
      assert.ok(response.status < 500, `${operation} ${response.status}: ${text}`);
    }),
    { numRuns: 400 },
  );
  assert.deepEqual(
    server.lines.filter((line) => line.includes('"level":50')),
    [],
  );
});

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()) || "%20";
}
