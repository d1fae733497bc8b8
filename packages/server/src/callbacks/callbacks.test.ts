import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { type HostTarget, hostName, isOpenRun, type JobDefinition, type Run } from "@landbridge/model";
import { aJob, createWorld, impatientLimits } from "../../test/hosts/world.ts";

// Jobs that call a real service, which calls back: over real sockets, to real processes on real hosts.

const bounds = { timeout: 180_000 };
const isOver = (run: Run): boolean => !isOpenRun(run.status);
const atlas: HostTarget = { kind: "host", name: hostName("atlas") };

/** Tells each callback URL that it was handed. */
async function startService(t: TestContext): Promise<{ readonly url: string; handed(): Promise<string> }> {
  const urls: string[] = [];
  const waiting: ((url: string) => void)[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (bytes: Buffer) => (body += bytes.toString()));
    request.on("end", () => {
      const { back } = JSON.parse(body) as { readonly back: string };
      response.writeHead(202).end();
      const taker = waiting.shift();
      if (taker === undefined) urls.push(back);
      else taker(back);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close().closeAllConnections());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/loads`,
    handed: () => {
      const url = urls.shift();
      return url === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(url);
    },
  };
}

function aCall(url: string, more: Partial<JobDefinition> = {}): JobDefinition {
  const call = {
    url,
    method: "POST",
    headers: {},
    body: { back: "${LANDBRIDGE_CALLBACK_URL}" },
    timeoutSeconds: 100,
    callback: { withinSeconds: 3_600 },
  };
  return aJob("load", {
    command: { kind: "arguments", argv: ["landbridge-http-call"] },
    environment: { HTTP_CALL: JSON.stringify(call) },
    hasCallback: true,
    ...more,
  });
}

/** The status, and the code of a problem. */
async function tell(url: string, outcome: unknown): Promise<readonly [number, string?]> {
  const body = typeof outcome === "string" ? outcome : JSON.stringify(outcome);
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", headers, body });
  const text = await answer.text();
  if (text === "") return [answer.status];
  assert.ok(!text.includes(tokenOf(url)), "no answer repeats the token");
  return [answer.status, (JSON.parse(text) as { readonly code: string }).code];
}

function tokenOf(url: string): string {
  return url.split("/").at(-1) ?? "";
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** Undefined: it was removed since it was found. */
function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

test("a run ends by its callback, once, and by nobody else's word", bounds, async (t) => {
  const service = await startService(t);
  const world = await createWorld(t, [aCall(service.url)]);
  const id = await world.launch("load");
  const url = await service.handed();
  assert.ok(url.startsWith(`${world.server().url}/v1/callbacks/`), url);
  await world.until(id, ({ status }) => status === "RUNNING");

  const good = { status: "SUCCEEDED", result: { rows: 3 }, reason: "the books are closed" };
  const [keyId = "", body = "", mac = ""] = tokenOf(url).split(".");
  const other = Buffer.from(
    Buffer.from(body, "base64url").toString().replace('"attempt":1', '"attempt":2'),
  ).toString("base64url");
  const root = url.slice(0, -tokenOf(url).length);
  for (const wrong of [
    "x",
    `${keyId}.${body}.${mac.slice(1)}`,
    `${keyId}.${other}.${mac}`,
    `${keyId}.${body}.`,
  ])
    assert.deepEqual(await tell(`${root}${encodeURIComponent(wrong)}`, good), [404, "CALLBACK_NOT_FOUND"]);
  assert.deepEqual(await tell(url, { status: "RUNNING" }), [400, "INVALID_REQUEST"]);
  assert.deepEqual(await tell(url, { ...good, more: 1 }), [400, "INVALID_REQUEST"]);
  assert.deepEqual(await tell(url, "{"), [400, "INVALID_JSON"]);
  assert.deepEqual(await tell(url, { ...good, result: "x".repeat(262_143) }), [413, "BODY_TOO_LARGE"]);
  assert.equal((await fetch(url)).status, 405);
  assert.equal((await world.server().ground.jobs.getRun(id))?.status, "RUNNING");

  assert.deepEqual(await tell(url, good), [204]);
  const run = await world.until(id, isOver);
  assert.deepEqual([run.status, run.result, run.attempt], ["SUCCEEDED", { rows: 3 }, 1]);
  assert.deepEqual(await tell(url, good), [410, "CALLBACK_OVER"]);

  assert.ok(!world.lines.join("").includes(mac), "no log has the token");
  for (const path of filesIn(world.folder))
    assert.ok(contentOf(path)?.includes(mac) !== true, `${path} does not hold the token`);
});

test(
  "a callback that says FAILED fails the attempt, and the next one has a URL of its own",
  bounds,
  async (t) => {
    const service = await startService(t);
    const retry = { maxAttempts: 1, intervalSeconds: 0, backoffRate: 1 };
    const world = await createWorld(t, [aCall(service.url, { retry })]);
    const id = await world.launch("load");
    const first = await service.handed();
    assert.deepEqual(await tell(first, { status: "FAILED", reason: "no room" }), [204]);
    const second = await service.handed();
    assert.notEqual(second, first);
    assert.deepEqual(await tell(first, { status: "SUCCEEDED" }), [410, "CALLBACK_OVER"]);
    assert.deepEqual(await tell(second, { status: "SUCCEEDED", result: [1] }), [204]);
    const run = await world.until(id, isOver);
    assert.deepEqual([run.status, run.result, run.attempt], ["SUCCEEDED", [1], 2]);
  },
);

test("a callback outlasts the agent and the server of a run on another host", bounds, async (t) => {
  const service = await startService(t);
  const world = await createWorld(t, [aCall(service.url, { target: atlas })], { limits: impatientLimits });
  const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
  const id = await world.launch("load");
  const url = await service.handed();
  await world.until(id, ({ status }) => status === "RUNNING");
  await agent.kill();
  await world.until(id, ({ status }) => status === "UNREACHABLE");
  assert.deepEqual(await tell(url, { status: "SUCCEEDED", result: { rows: 3 } }), [204]);
  assert.deepEqual(await tell(url, { result: { rows: 3 }, status: "SUCCEEDED" }), [204], "said again");
  assert.deepEqual(await tell(url, { status: "FAILED" }), [409, "CALLBACK_USED"]);
  await world.restartServer();
  world.agent({ name: "atlas" });
  const run = await world.until(id, isOver);
  assert.deepEqual([run.status, run.result, run.attempt], ["SUCCEEDED", { rows: 3 }, 1]);
});

test("a run that is being stopped takes no callback", bounds, async (t) => {
  const service = await startService(t);
  const world = await createWorld(t, [aCall(service.url, { target: atlas })]);
  const agent = world.agent({ name: "atlas", token: await world.enrol("atlas") });
  const id = await world.launch("load");
  const url = await service.handed();
  await world.until(id, ({ status }) => status === "RUNNING");
  await agent.kill();
  await world.server().ground.jobs.stop(id, { principal: "test" });
  assert.deepEqual(await tell(url, { status: "SUCCEEDED" }), [410, "CALLBACK_OVER"]);
  world.agent({ name: "atlas" });
  assert.equal((await world.until(id, isOver)).status, "STOPPED");
});
