import assert from "node:assert/strict";
import { test } from "node:test";
import type { Expectation } from "@landbridge/jobs";
import { aRun } from "../../test/fake-services.ts";
import { startServer } from "../../test/http-server.ts";

test("a reader that knows the answer is told so without it, and gets it when it has changed", async (context) => {
  const server = await startServer(context);
  const first = await server.call("/v1/runs/run-1");
  const tag = first.headers.get("etag") ?? "";
  assert.match(tag, /^"[\w-]{22}"$/);
  const again = await server.call("/v1/runs/run-1", { headers: { "if-none-match": `"other", W/${tag}` } });
  assert.equal(again.status, 304);
  assert.equal(await again.text(), "");
  assert.equal(again.headers.get("etag"), tag);
  server.services.runs.get = async () => ({ ...aRun, attempt: 2 });
  const changed = await server.call("/v1/runs/run-1", { headers: { "if-none-match": tag } });
  assert.equal(changed.status, 200);
  assert.notEqual(changed.headers.get("etag"), tag);
});

test("a stop under If-Match expects the run that was seen", async (context) => {
  const server = await startServer(context);
  const tag = (await server.call("/v1/runs/run-1")).headers.get("etag") ?? "";
  await server.post("/v1/runs/run-1/stop", {}, { "if-match": tag });
  await server.post("/v1/runs/run-1/resolve", { reason: "I looked" }, { "if-match": '"another"' });
  const [stopped, resolved] = server.asked.map(
    ([, , by]) => (by as { readonly expects?: Expectation }).expects,
  );
  assert.equal(stopped?.(aRun), true);
  assert.equal(stopped?.({ ...aRun, status: "SUCCEEDED" }), false);
  assert.equal(resolved?.(aRun), false);
});

test("a cursor goes on in the list that gave it, under its filters, and nowhere else", async (context) => {
  const server = await startServer(context);
  const { next } = (await (await server.call("/v1/runs?job=load")).json()) as { readonly next: string };
  const statusOf = async (path: string): Promise<number> => (await server.call(path)).status;
  assert.equal(await statusOf(`/v1/runs?job=load&limit=3&cursor=${next}`), 200);
  for (const path of ["/v1/runs?", "/v1/runs?job=other&", "/v1/runs?job=load&status=FAILED&", "/v1/keys?"])
    assert.equal(await statusOf(`${path}cursor=${next}`), 400, path);
  assert.equal(await statusOf("/v1/runs?job=load&cursor=more"), 400);
});
