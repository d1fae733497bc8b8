import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { createClient, readKey } from "./index.ts";

/** A server that takes one key, which may change. */
async function serve(context: TestContext) {
  const asked: { readonly key: string; readonly path: string; readonly body: string }[] = [];
  const state = { key: "k1" };
  const server = createServer((request: IncomingMessage, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (piece: string) => {
      body += piece;
    });
    request.once("end", () => {
      const key = String(request.headers["x-api-key"]);
      asked.push({ key, path: request.url ?? "", body });
      const isRight = key === state.key;
      response.writeHead(isRight ? 202 : 401, { "content-type": "application/json" });
      response.end(JSON.stringify(isRight ? { id: "run-1" } : { code: "KEY_REVOKED" }));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return { url: `http://127.0.0.1:${address.port}/`, asked, state };
}

function keyFile(context: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "landbridge-client-"));
  context.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "key");
  writeFileSync(file, text);
  return file;
}

const launch = { params: { path: { name: "load data" } }, body: { input: { batch: 7 } } };

test("a launch is typed, carries the key, and answers with the run", async (context) => {
  const { url, asked } = await serve(context);
  const file = keyFile(context, "k1\n");
  const client = createClient({ url, key: `file:${file}` });
  const { data, error } = await client.POST("/v1/jobs/{name}/runs", launch);
  assert.equal(error, undefined);
  assert.equal(data?.id, "run-1");
  assert.deepEqual(asked, [{ key: "k1", path: "/v1/jobs/load%20data/runs", body: '{"input":{"batch":7}}' }]);
});

test("a key that was rotated meanwhile is read again, and the request sent once more", async (context) => {
  const { url, asked, state } = await serve(context);
  const file = keyFile(context, "k1");
  const client = createClient({ url, key: `file:${file}` });
  await client.POST("/v1/jobs/{name}/runs", launch);
  state.key = "k2";
  writeFileSync(file, "k2");
  const { data } = await client.POST("/v1/jobs/{name}/runs", launch);
  assert.equal(data?.id, "run-1");
  assert.deepEqual(
    asked.map(({ key, body }) => [key, body.length]),
    [
      ["k1", 21],
      ["k1", 21],
      ["k2", 21],
    ],
  );
  state.key = "k3";
  const refused = await client.POST("/v1/jobs/{name}/runs", launch);
  assert.equal(refused.error?.code, "KEY_REVOKED");
  assert.equal(asked.length, 4, "the same key is not sent twice");
});

test("a reference says where the key is, and is never the key", async (context) => {
  process.env["LANDBRIDGE_CLIENT_TEST"] = "k9";
  context.after(() => delete process.env["LANDBRIDGE_CLIENT_TEST"]);
  assert.equal(await readKey("env:LANDBRIDGE_CLIENT_TEST"), "k9");
  await assert.rejects(readKey("env:LANDBRIDGE_CLIENT_NONE"), /holds no API key/);
  await assert.rejects(readKey("file:/nonexistent/key"), /cannot be read/);
  await assert.rejects(
    readKey("lb_0123_secret" as never),
    (error: Error) => !error.message.includes("secret"),
  );
  const spaced = keyFile(context, "two words");
  await assert.rejects(readKey(`file:${spaced}`), (error: Error) => !error.message.includes("two words"));
});
